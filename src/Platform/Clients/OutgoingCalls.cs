using Cartwright.Platform.Hosting;
using Cartwright.Platform.Observability;
using Cartwright.Platform.Security;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Cartwright.Platform.Clients;

/// <summary>Named clients for other services and providers, each with its address and limits.</summary>
internal static class OutgoingCalls
{
    public static void Add(
        IServiceCollection services, IConfiguration configuration, IReadOnlyList<Uri> instances, string name, Action<CallOptions>? configure)
    {
        var options = new CallOptions();
        configure?.Invoke(options);
        OptionsSection.Read(configuration, $"Calls:{name}", options);

        services.TryAddSingleton<CallMeter>();
        var client = services.AddHttpClient(name, client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.BaseAddress = instances is [var first, ..]
                    ? first
                    : throw new HttpRequestException($"No address of '{name}' is known. Set Services:{name} to its URL.");
            })
            .RemoveAllLoggers()
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .AddHttpMessageHandler(provider => new ServiceSigning(provider.GetRequiredService<ServiceSignature>()))
            .AddHttpMessageHandler(provider => new ResilienceHandler(
                name, options, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<CallMeter>()))
            .ConfigurePrimaryHttpMessageHandler(() => OutgoingConnections.Create(OutgoingConnections.ConnectTimeoutDefault));
        if (instances.Count > 1)
        {
            // Inside the retries, so that each attempt chooses an instance.
            client.AddHttpMessageHandler(provider => new InstanceHandler(instances, provider.GetRequiredService<TimeProvider>()));
        }
    }
}
