(function () {
  var button = document.getElementById("copy");
  var commands = document.getElementById("commands");
  var said = document.getElementById("copied");
  if (!button || !commands) { return; }
  button.hidden = false;
  button.addEventListener("click", function () {
    function select() {
      var range = document.createRange();
      range.selectNodeContents(commands);
      var selection = window.getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
      said.textContent = document.execCommand("copy") ? "Copied." : "Selected: press Ctrl+C.";
    }
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(commands.textContent).then(function () { said.textContent = "Copied."; }, select);
    } else { select(); }
  });
})();
