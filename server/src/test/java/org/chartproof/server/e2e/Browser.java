package org.chartproof.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A person's browser: the system's own Chromium, without a window. */
final class Browser implements AutoCloseable {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** What may be wrong in one theme or size and right in another. */
    private static final List<String> OF_THEME_AND_SIZE =
            List.of("color-contrast", "target-size", "scrollable-region-focusable");

    /** What does not fit into the window, and what has the focus without showing it; one line each. */
    private static final String MISFITS =
            """
            const found = [];
            const page = document.documentElement;
            if (page.scrollWidth > page.clientWidth) {
                found.push(`the page scrolls sideways: ${page.scrollWidth} px in ${page.clientWidth}`);
            }
            const tell = (what, element) => found.push(`${what}: ${element.outerHTML.slice(0, 120)}`);
            const mayScroll = '.scroll, .tabs, pre, textarea, select, input';
            const scroller = element => element && element !== page
                && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scroller(element.parentElement));
            for (const element of document.body.querySelectorAll('*')) {
                const box = element.getBoundingClientRect();
                // What only a screen reader is to find is tiny or far to the left.
                if (!element.checkVisibility({opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true})
                        || box.width <= 1 || box.height <= 1 || box.right <= 0) {
                    continue;
                }
                const style = getComputedStyle(element);
                const wider = element.scrollWidth > element.clientWidth + 1 && style.display !== 'inline';
                const words = [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim() !== '');
                if (/auto|scroll/.test(style.overflowX) && wider && !element.matches(mayScroll)) {
                    tell('scrolls sideways', element);
                } else if (words && wider && style.textOverflow !== 'ellipsis' && !/auto|scroll/.test(style.overflowX)) {
                    tell('words are cut off or stick out', element);
                } else if (words && (box.right > innerWidth + 1 || box.left < -1) && !scroller(element)) {
                    tell('outside of the window', element);
                }
            }
            const at = document.activeElement;
            if (at && at !== document.body && !at.matches('main') && at.matches(':focus-visible')) {
                // As a browser does when the focus moves, which it does not when the window shrinks.
                at.scrollIntoView({block: 'nearest'});
                const ring = element => {
                    const style = element && getComputedStyle(element);
                    return style && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
                };
                const box = at.getBoundingClientRect();
                if (!ring(at) && !ring(at.closest('li'))) {
                    tell('the focus does not show', at);
                } else if (box.bottom <= 0 || box.top >= innerHeight) {
                    tell('the focus is out of sight', at);
                }
            }
            return found;
            """;

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Opens one; skips the test on a machine without Chromium and its driver, which only these tests need. */
    static Browser open() {
        Optional<File> driver = program("chromedriver");
        Optional<File> chromium = program("chromium").or(() -> program("google-chrome"));
        assumeTrue(
                driver.isPresent() && chromium.isPresent(),
                "No Chromium with its driver here; on Debian: apt install chromium chromium-driver");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.get());
        options.addArguments(
                "--headless=new",
                "--window-size=1280,900",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.get())
                .usingAnyFreePort()
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    private static Optional<File> program(String name) {
        return Stream.of("/usr/bin", "/usr/local/bin", "/snap/bin")
                .map(folder -> new File(folder, name))
                .filter(File::canExecute)
                .findFirst();
    }

    void go(String address) {
        driver.get(address);
    }

    /** Goes on in a second tab. */
    void otherTab() {
        driver.switchTo().newWindow(WindowType.TAB);
    }

    /** Back to the tab that was there first; the second one is closed. */
    void firstTab() {
        driver.close();
        driver.switchTo().window(driver.getWindowHandles().iterator().next());
    }

    /** What a script on the page returns. */
    Object run(String script) {
        return driver.executeScript(script);
    }

    String address() {
        return String.valueOf(driver.getCurrentUrl());
    }

    /** Waits until the page at a path is there. */
    void awaitAddress(String path) {
        new WebDriverWait(driver, LONGEST_WAIT)
                .withMessage("no page at " + path)
                .until(page -> path.equals(URI.create(address()).getPath()));
    }

    /** What can be read on the page. */
    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    /** Waits until words can be read on the page. */
    void await(String words) {
        new WebDriverWait(driver, LONGEST_WAIT)
                .withMessage("'" + words + "' does not appear")
                .until(ExpectedConditions.textToBePresentInElementLocated(By.tagName("body"), words));
    }

    /** Waits until words can no longer be read on the page. */
    void awaitNot(String words) {
        new WebDriverWait(driver, LONGEST_WAIT)
                .withMessage("'" + words + "' does not go away")
                .until(page -> !text().contains(words));
    }

    WebElement find(String css) {
        return new WebDriverWait(driver, LONGEST_WAIT)
                .until(ExpectedConditions.presenceOfElementLocated(By.cssSelector(css)));
    }

    /** What can be read in the first element of a kind, once there is one. */
    String text(String css) {
        return new WebDriverWait(driver, LONGEST_WAIT)
                .ignoring(StaleElementReferenceException.class)
                .until(page -> page.findElement(By.cssSelector(css)).getText());
    }

    /** Waits until words can be read in one of the elements of a kind. */
    void await(String css, String words) {
        new WebDriverWait(driver, LONGEST_WAIT)
                .withMessage("'" + words + "' does not appear in " + css)
                .ignoring(StaleElementReferenceException.class)
                .until(page -> page.findElements(By.cssSelector(css)).stream()
                        .anyMatch(element -> element.getText().contains(words)));
    }

    /** Presses a button or follows a link by its words. */
    void press(String words) {
        By byWords = By.xpath("//button[normalize-space()='" + words + "'] | //a[normalize-space()='" + words + "']");
        new WebDriverWait(driver, LONGEST_WAIT)
                .until(ExpectedConditions.elementToBeClickable(byWords))
                .click();
    }

    /** Fills in a field by its name, all at once. */
    void fill(String name, String value) {
        WebElement field = find("[name='" + name + "']");
        ((JavascriptExecutor) driver)
                .executeScript(
                        "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', {bubbles:"
                                + " true}))",
                        field,
                        value);
    }

    /** Types into an element, which may be made anew at this very moment. */
    void typeInto(String css, CharSequence... keys) {
        new WebDriverWait(driver, LONGEST_WAIT)
                .ignoring(StaleElementReferenceException.class)
                .ignoring(ElementNotInteractableException.class)
                .until(page -> {
                    page.findElement(By.cssSelector(css)).sendKeys(keys);
                    return true;
                });
    }

    /** Types into whatever has the focus. */
    void type(CharSequence... keys) {
        // What has the focus may be made anew, or not be drawn yet, at this very moment; no key has gone to it then.
        new WebDriverWait(driver, LONGEST_WAIT)
                .ignoring(StaleElementReferenceException.class)
                .ignoring(ElementNotInteractableException.class)
                .until(page -> {
                    page.switchTo().activeElement().sendKeys(keys);
                    return true;
                });
    }

    /**
     * Asserts that people who can't see the page or use no mouse have what others have (WCAG 2.2 A and AA, as axe tells it), in the light
     * theme and in the dark one, and that all of it fits into the small window that an EHR gives it.
     *
     * @param view names it, also as pictures where {@code -Dchartproof.screenshots=FOLDER} asks for them
     */
    void accessible(String view) {
        AxeBuilder all = new AxeBuilder().withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"));
        List<String> found = new ArrayList<>(violations("light", all));
        picture(view);
        theme("dark");
        window(1024, 700);
        found.addAll(violations("dark, 1024x700", new AxeBuilder().withOnlyRules(OF_THEME_AND_SIZE)));
        if (run(MISFITS) instanceof List<?> misfits) {
            misfits.forEach(misfit -> found.add("1024x700: " + misfit));
        }
        picture(view + "-dark");
        theme("");
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        assertThat(found).as(view).isEmpty();
    }

    private void theme(String name) {
        Map<String, String> feature = Map.of("name", "prefers-color-scheme", "value", name);
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
    }

    private void window(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Keeps a picture of the page where {@code -Dchartproof.screenshots=FOLDER} asks for them. */
    void picture(String name) {
        String folder = System.getProperty("chartproof.screenshots", "");
        if (!folder.isEmpty()) {
            screenshot(Path.of(folder, name + ".png"));
        }
    }

    private List<String> violations(String circumstances, AxeBuilder axe) {
        return axe.analyze(driver).getViolations().stream()
                .map(rule -> circumstances + ": " + described(rule))
                .toList();
    }

    private static String described(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().stream()
                        .map(node -> node.getHtml() + " " + node.getFailureSummary())
                        .toList();
    }

    /** Errors of scripts and of the page's security policy. */
    List<String> errors() {
        return driver.manage().logs().get("browser").getAll().stream()
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                .filter(line -> line.startsWith("SEVERE"))
                .filter(line -> !line.contains("favicon"))
                .toList();
    }

    private void screenshot(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
