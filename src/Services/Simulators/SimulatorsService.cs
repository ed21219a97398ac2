using Cartwright.Platform.Hosting;
using Microsoft.Extensions.Options;

namespace Cartwright.Simulators;

/// <summary>The third parties of a shop, simulated for development and tests.</summary>
public sealed class SimulatorsService : IService
{
    /// <inheritdoc/>
    public string Name => "simulators";

    /// <inheritdoc/>
    public void Configure(ServiceSetup setup)
    {
        setup.UseDatabase();
        setup.UseJson(SimulatorsJson.Default);
        setup.Services.AddValidation();
        setup.UseOptions<SimulatedMarketplaceOptions>(SimulatedMarketplaceOptions.Section);
        setup.Services.AddOptions<SimulatedMarketplaceOptions>().Configure<IConfiguration>((options, settings) => options.Read(settings));
        setup.Services.AddSingleton<IValidateOptions<SimulatedMarketplaceOptions>, SimulatedMarketplaceOptionsValidation>();
        setup.UseOptions<SimulatedStripeOptions>(SimulatedStripeOptions.Section);
        setup.Services.AddSingleton<PaymentProvider>();
        setup.Services.AddSingleton<SimulatedStripe>();
        setup.Services.AddSingleton<StripeWebhooks>();
        setup.Services.AddHostedService(services => services.GetRequiredService<StripeWebhooks>());
        setup.Services.AddSingleton<SimulatedMarketplaces>();
        setup.Services.AddSingleton<MarketplaceTokens>();
        setup.Services.AddSingleton<RequestGate>();
    }

    /// <inheritdoc/>
    public void Map(WebApplication app)
    {
        PaymentProvider.Map(app);
        SimulatedStripe.Map(app);
        StripeAuthentication.Map(app);
        Marketplace.Map(app);
    }
}
