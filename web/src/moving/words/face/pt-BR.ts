export default {
  "settings.moving": "Mudança",
};
