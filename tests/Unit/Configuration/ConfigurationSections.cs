using Cartwright.Accounts;
using Cartwright.Hosting;
using Cartwright.Platform.Caching;
using Cartwright.Platform.Clients;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.Messaging;
using Cartwright.Platform.RabbitMq;
using Cartwright.Platform.S3;
using Cartwright.Platform.Telemetry;
using Cartwright.Unit.Architecture;

namespace Cartwright.Unit.Configuration;

/// <summary>All sections of the settings: those that the services register and those that the program reads.</summary>
internal static class ConfigurationSections
{
    // Read before there are containers, or registered by the platform for every service.
    static readonly OptionsSection[] Program =
    [
        new("", typeof(SystemOptions)),
        new(ListenOptions.Section, typeof(ListenOptions)),
        new(AdminOptions.Section, typeof(AdminOptions)),
        new(ShutdownOptions.Section, typeof(ShutdownOptions)),
        new("RabbitMq", typeof(RabbitMqOptions)),
        new(RedisOptions.Section, typeof(RedisOptions)),
        new(PrivateServerOptions.Postgres, typeof(PrivateServerOptions)),
        new(PrivateServerOptions.RabbitMq, typeof(PrivateServerOptions)),
        new(PrivateServerOptions.Redis, typeof(PrivateServerOptions)),
        new(FilesOptions.Section, typeof(FilesOptions)),
        new(S3Options.Section, typeof(S3Options)),
        new(OtlpOptions.Section, typeof(OtlpOptions)),
        new(ShopSettings.Section, typeof(ShopSettings)),
        new("Messaging", typeof(MessagingOptions)),
        new("Caching", typeof(CachingOptions)),
    ];

    public static IReadOnlyList<OptionsSection> All { get; } =
        [.. Program.Concat(ServiceSetups.All.SelectMany(setup => setup.Sections).Select(Generic)).Distinct().OrderBy(s => s.Name, StringComparer.Ordinal)];

    static OptionsSection Generic(OptionsSection section) => section.Type == typeof(CallOptions) ? section with { Name = "Calls:<name>" } : section;
}
