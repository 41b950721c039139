export default {
  "nav.firstSteps": "Primeiros passos",
};
