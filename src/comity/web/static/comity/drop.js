// Files and folders, dropped or chosen, with their paths; the form works without this, folders and progress need it.
(() => {
  "use strict";
  const form = document.getElementById("drop");
  const said = document.getElementById("drop-said");
  const bar = document.getElementById("drop-sent");
  const problem = document.getElementById("drop-problem");
  const buttons = document.querySelectorAll("main form button");
  let chosen = [];

  // What is on its way is not sent twice; whoever comes back to the page may send again.
  function send(going) {
    for (const button of buttons) button.disabled = going;
  }
  for (const one of document.querySelectorAll("main form")) one.addEventListener("submit", () => send(true));
  window.addEventListener("pageshow", () => send(false));

  function choose(files) {
    chosen = files;
    said.textContent = `${files.length} ${files.length === 1 ? said.dataset.one : said.dataset.many}`;
  }

  async function below(entry, path) {
    if (entry.isFile) {
      const file = await new Promise((done, failed) => entry.file(done, failed));
      return [{ file, path: path + entry.name }];
    }
    const reader = entry.createReader();
    const found = [];
    for (;;) {
      const some = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (!some.length) return found;
      for (const e of some) found.push(...(await below(e, `${path}${entry.name}/`)));
    }
  }

  for (const input of form.querySelectorAll("input[type=file]")) {
    input.addEventListener("change", () => {
      choose([...input.files].map((file) => ({ file, path: file.webkitRelativePath || file.name })));
    });
  }
  form.addEventListener("dragover", (e) => {
    e.preventDefault();
    form.classList.add("over");
  });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", async (e) => {
    e.preventDefault();
    form.classList.remove("over");
    const entries = [...e.dataTransfer.items].map((i) => i.webkitGetAsEntry()).filter(Boolean);
    const found = [];
    for (const entry of entries) found.push(...(await below(entry, "")));
    choose(found);
  });

  form.addEventListener("submit", (e) => {
    if (!chosen.length) return;
    e.preventDefault();
    const data = new FormData();
    data.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    for (const { file, path } of chosen) {
      data.append("files", file);
      data.append("paths", path);
    }
    const sending = new XMLHttpRequest();
    sending.open("POST", location.href);
    sending.upload.addEventListener("progress", (p) => {
      bar.hidden = false;
      bar.value = (100 * p.loaded) / p.total;
      said.textContent = `${Math.floor(bar.value)} % ${said.dataset.sent}`;
    });
    sending.addEventListener("load", () => {
      if (sending.responseURL !== location.href) location.assign(sending.responseURL);
      else {
        send(false);
        const page = new DOMParser().parseFromString(sending.responseText, "text/html");
        const why = page.querySelector("main > .problem");
        problem.textContent = why ? why.textContent : problem.dataset.failed;
        bar.hidden = true;
      }
    });
    sending.addEventListener("error", () => {
      send(false);
      problem.textContent = problem.dataset.failed;
    });
    sending.send(data);
  });
})();
