using Cartwright.Platform.Hosting;
using Cartwright.Platform.OpenApi;
using Cartwright.Platform.Security;

namespace Cartwright.Webhooks;

/// <summary>Tells servers of others about events, signed, at least once and in the order of each aggregate (Standard Webhooks 1.0).</summary>
public sealed class WebhooksService : IService
{
    /// <inheritdoc/>
    public string Name => "webhooks";

    /// <inheritdoc/>
    public void Configure(ServiceSetup setup)
    {
        setup.UseDatabase();
        setup.UseJson(WebhooksJson.Default);
        setup.UseOptions<WebhooksOptions>(WebhooksOptions.Section);
        setup.Services.AddValidation();
        setup.Services
            .AddSingleton<WebhookStore>()
            .AddSingleton<WebhookSecrets>()
            .AddSingleton<DeliveryWriter>()
            .AddSingleton<DeliveryStore>()
            .AddSingleton<DeliveryClient>()
            .AddSingleton<WebhooksMeter>()
            .AddSingleton<SendDeliveries>()
            .AddHostedService(services => services.GetRequiredService<SendDeliveries>());
        OfferedEvents.Subscribe(setup);
        setup.Every<PurgeDeliveries>(PurgeDeliveries.Pause);
    }

    /// <inheritdoc/>
    public void Map(WebApplication app)
    {
        var webhooks = app.MapGroup("/api/webhooks").RequirePermission(Permission.ManageWebhooks);
        webhooks.MapGet("", GetWebhooks.ListAsync)
            .Describe("listWebhooks", "Lists the webhooks, the newest first.");
        webhooks.MapPost("", EditWebhooks.CreateAsync)
            .Describe("createWebhook", "Adds a webhook and shows its secret.").WithLocation().WithETag().MayConflict();
        webhooks.MapGet("events", GetWebhooks.Events)
            .Describe("listWebhookEvents", "Lists the events that webhooks can have.");
        webhooks.MapGet("{id:guid}", GetWebhooks.OneAsync)
            .Describe("getWebhook", "Shows a webhook.").WithETag();
        webhooks.MapPut("{id:guid}", EditWebhooks.ReplaceAsync)
            .Describe("replaceWebhook", "Replaces a webhook.").NeedsIfMatch().WithETag();
        webhooks.MapDelete("{id:guid}", EditWebhooks.DeleteAsync)
            .Describe("deleteWebhook", "Deletes a webhook with its deliveries.").NeedsIfMatch();
        webhooks.MapPost("{id:guid}/secret", EditWebhooks.RotateAsync)
            .Describe("rotateWebhookSecret", "Gives a webhook a new secret; the old one signs beside it for a while.").NeedsIfMatch().WithETag();
        webhooks.MapPost("{id:guid}/test", RetryDeliveries.TestAsync)
            .Describe("testWebhook", "Sends an event that only tries a webhook.").WithLocation().MayConflict();
        webhooks.MapPost("{id:guid}/replay", RetryDeliveries.ReplayAsync)
            .Describe("replayWebhook", "Delivers the events of a time again.").WithLocation();
        webhooks.MapGet("{id:guid}/deliveries", ListDeliveries.HandleAsync)
            .Describe("listDeliveries", "Lists the deliveries of a webhook, the latest first.");
        webhooks.MapGet("{id:guid}/deliveries/{deliveryId:guid}", ListDeliveries.OneAsync)
            .Describe("getDelivery", "Shows a delivery with what was sent and answered.");
        webhooks.MapPost("{id:guid}/deliveries/{deliveryId:guid}/retry", RetryDeliveries.OneAsync)
            .Describe("retryDelivery", "Attempts a delivery again now.").WithLocation();
    }
}
