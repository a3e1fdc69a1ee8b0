// Charts are drawn in the colours of the theme by the server, which is not told when the theme changes: this tells it.
export default function ({ setTriggerValue }) {
  const theme = () => getComputedStyle(document.querySelector(".stApp")).colorScheme;
  let known = theme();
  const timer = setInterval(() => {
    if (theme() === known) return;
    known = theme();
    setTriggerValue("changed", known);
  }, 1000);
  return () => clearInterval(timer);
}
