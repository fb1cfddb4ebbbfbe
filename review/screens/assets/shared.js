// Building elements: text goes in by textContent only.

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function button(label, key, className, action, hint) {
  const made = element("button", className);
  made.type = "button";
  made.append(element("span", "", label));
  if (key) made.append(element("kbd", "", key));
  if (hint) made.title = hint;
  made.addEventListener("click", action);
  return made;
}
