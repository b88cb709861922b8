// The page to try the addresses for programs. Nothing leaves this server: no validator is asked.
SwaggerUIBundle({
  url: "/api/v1/docs/openapi-3.0.json",
  dom_id: "#page",
  presets: [SwaggerUIBundle.presets.apis],
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: -1,
  validatorUrl: null,
  tryItOutEnabled: true,
});
