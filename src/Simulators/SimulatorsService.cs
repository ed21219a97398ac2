using System.Text.Json;
using System.Text.Json.Serialization;
using Cartwright.Platform.Hosting;

namespace Cartwright.Simulators;

/// <summary>The third parties that a shop deals with, for development and tests.</summary>
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
        setup.Services.AddSingleton<PaymentProvider>();
    }

    /// <inheritdoc/>
    public void Map(WebApplication app) => PaymentProvider.Map(app);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ChargeRequest))]
[JsonSerializable(typeof(ChargeResponse))]
[JsonSerializable(typeof(ChargeRefundRequest))]
[JsonSerializable(typeof(ChargeRefundResponse))]
internal sealed partial class SimulatorsJson : JsonSerializerContext;
