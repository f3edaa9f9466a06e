// The dev launcher: asks this server for apps, users and encounters, begins a launch, and opens the app with it.

const byId = id => document.getElementById(id);

function say(text) {
  byId('said').textContent = text;
}

async function ask(path, body) {
  const answer = await fetch(path, body
    ? { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }
    : {});
  const json = await answer.json();
  if (!answer.ok) {
    throw new Error(json.error);
  }
  return json;
}

function fill(select, options) {
  select.replaceChildren(...options.map(({ value, text }) => new Option(text, value)));
}

function encounterText(chart) {
  return [chart.name, chart.born, chart.when, chart.kind].filter(part => part).join(' · ');
}

async function showCharts() {
  const { charts } = await ask('/launcher/charts', { name: byId('name').value });
  fill(byId('chart'), charts.map(chart => ({ value: chart.encounter, text: encounterText(chart) })));
  say(charts.length ? '' : 'No encounter is there.');
}

function open(url, place, title) {
  if (place === 'tab') {
    window.open(url, '_blank', 'noopener');
    return;
  }
  const frame = document.createElement('iframe');
  frame.src = url;
  frame.title = title;
  byId('stage').replaceChildren(frame);
}

async function launch(event) {
  event.preventDefault();
  const app = byId('app');
  const place = byId('place').value;
  const { url } = await ask('/launcher/launch', {
    app: app.value,
    user: byId('user').value,
    encounter: byId('chart').value,
    // A frame stands in a page that could show whose chart it is; ours does not.
    patientBanner: true,
  });
  open(url, place, app.selectedOptions[0].text);
  say('Launched.');
}

const told = action => async event => {
  try {
    await action(event);
  } catch (problem) {
    say(problem.message);
  }
};

let typed;
byId('name').addEventListener('input', () => {
  clearTimeout(typed);
  typed = setTimeout(told(showCharts), 200);
});
byId('launch').addEventListener('submit', told(launch));

await told(async () => {
  const { apps, users } = await ask('/launcher/people');
  fill(byId('app'), apps.map(app => ({ value: app.id, text: app.title })));
  fill(byId('user'), users.map(user => ({ value: user.name, text: `${user.display} (${user.roles.join(', ')})` })));
  await showCharts();
  if (!users.length) {
    say('No user is there. `chartproof user add NAME --role coder` adds one.');
  }
})();
