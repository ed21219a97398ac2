using Cartwright.Contracts;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.OpenApi;
using Cartwright.Platform.Security;
using Microsoft.Extensions.Options;

namespace Cartwright.Recommendations;

/// <summary>Recommends products: learns from confirmed orders and from views what belongs together.</summary>
public sealed class RecommendationsService : IService
{
    /// <inheritdoc/>
    public string Name => "recommendations";

    /// <inheritdoc/>
    public void Configure(ServiceSetup setup)
    {
        setup.UseDatabase();
        setup.UseJson(RecommendationsJson.Default);
        setup.UseOptions<RecommendationsOptions>(RecommendationsOptions.Section);
        setup.Services.AddValidation();
        setup.Services
            .AddSingleton<RecommendationsMeter>()
            .AddSingleton(services => new RecommendationModel(services.GetRequiredService<IOptions<RecommendationsOptions>>().Value.Limits));

        setup.On<OrderConfirmed, WhenOrderConfirmed>(isRepeatable: true);
        setup.On<OrderCancelled, WhenOrderCancelled>(isRepeatable: true);
        setup.On<ProductCreated, WhenProductCreated>(isRepeatable: true);
        setup.On<ProductUpdated, WhenProductUpdated>(isRepeatable: true);
        setup.On<ProductDeleted, WhenProductDeleted>(isRepeatable: true);
        setup.On<ProductAvailabilityChanged, WhenProductAvailabilityChanged>(isRepeatable: true);
        setup.On<UserErased, WhenUserErased>(isRepeatable: true);

        setup.Every<FollowSignals>(services => services.GetRequiredService<IOptions<RecommendationsOptions>>().Value.PollInterval);
        setup.Every<PurgeSignals>(PurgeSignals.Pause);
    }

    /// <inheritdoc/>
    public void Map(WebApplication app)
    {
        var recommendations = app.MapGroup("/api/recommendations");
        recommendations.MapGet("products/{productId:guid}", Recommend.WithProduct)
            .Describe("recommendWithProduct", "Recommends products to show with a product.").AllowAnonymous();
        recommendations.MapGet("next", Recommend.Next)
            .Describe("recommendNext", "Recommends products to look at next in a session.").AllowAnonymous();
        recommendations.MapGet("users/{userId:guid}", Recommend.ForUserAsync)
            .Describe("recommendToUser", "Recommends products to a user by the user's orders and views.");
        recommendations.MapPost("views", RecordViews.HandleAsync)
            .Describe("recordViews", "Saves that a visitor looked at products.").AllowAnonymous().WithMetadata(new OptionalToken()).WithMetadata(RecordViews.Refusals);
        recommendations.MapGet("preferences", ChangePreferences.GetAsync)
            .Describe("getRecommendationPreferences", "Shows whether the caller gets personal recommendations.");
        recommendations.MapPut("preferences", ChangePreferences.PutAsync)
            .Describe("changeRecommendationPreferences", "Changes whether the caller gets personal recommendations.");

        var users = app.MapGroup("/internal/users/{id:guid}").RequireAuthorization(Policies.Service).ExcludeFromDescription();
        users.MapGet("data", ExportSignals.HandleAsync);
        users.MapGet("preferences", ExportSignals.PreferencesAsync);
    }
}
