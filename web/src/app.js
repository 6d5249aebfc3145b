// What every page runs: parts of pages come and go without a reload, and each request carries the page's token.
import htmx from "htmx.org";
import "./keys.js";
import "./lists.js";

const csrf = document.querySelector('meta[name="csrf"]').content;

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["x-csrf-token"] = csrf;
});

globalThis.htmx = htmx;
