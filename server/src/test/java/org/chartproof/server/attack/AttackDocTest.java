package org.chartproof.server.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AttackDocTest {

    @Test
    void theDocumentationShowsEachEntryOfTheAttackList() throws IOException {
        String shown = Files.readString(Path.of("..", "docs", "attacks.md"));
        List<Attack> all = Stream.concat(AttackListIT.FILES.stream(), Stream.of(LaunchAttackIT.FILE))
                .flatMap(file -> Attack.read(file).stream())
                .toList();

        assertThat(all).hasSizeGreaterThanOrEqualTo(60);
        assertThat(all).allSatisfy(one -> assertThat(shown).contains("| `" + one.id() + "` | " + one.tries() + " |"));
    }
}
