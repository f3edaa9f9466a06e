import { NotSignedIn } from "../ehr";
import { settings, signIn } from "../session";
import { fill, h } from "../view/element";

/** Where an EHR opens the app: on to its sign-in. */
settings()
    .then(signIn)
    .catch((problem: unknown) => {
        const said = document.getElementById("app");
        const words =
            problem instanceof NotSignedIn ? problem.message : "The sign-in can't be reached. Close this window and open it again from the chart.";
        if (said) {
            fill(said, h("main", { class: "alone" }, h("h1", {}, "You can't be signed in"), h("p", {}, words)));
        }
    });
