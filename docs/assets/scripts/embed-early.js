// Stands inside the pages that are shown in frames, ahead of what is seen: the colours and the parts that the address
// asks for.
{
  const asked = new URLSearchParams(location.search);
  const { dataset } = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const colours = asked.get("colours");
  const paint = () => {
    dataset.mdColorScheme = (colours ? colours === "dark" : dark.matches) ? "slate" : "default";
  };
  paint();
  dark.addEventListener("change", paint);
  dataset.show = asked.get("show") ?? "";
}
