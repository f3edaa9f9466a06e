import { settings, signIn } from "../session";

/** Where an EHR opens the app: on to its sign-in. */
settings()
    .then(signIn)
    .catch(() => {
        const said = document.getElementById("app");
        if (said) {
            said.textContent = "The sign-in can't be reached. Close this window and open it again from the chart.";
        }
    });
