using Cartwright.Hosting;

namespace Cartwright.Cluster;

/// <summary>The settings of each instance.</summary>
/// <param name="options">The cluster.</param>
/// <param name="servers">Its servers.</param>
/// <param name="databases">Connection strings of the services whose databases are private.</param>
internal sealed class InstanceSettings(ClusterOptions options, ClusterServers servers, IReadOnlyDictionary<string, string> databases)
{
    readonly string _secret = SystemOptions.Read(options.Configuration).Secret is { Length: > 0 } configured ? configured : SecretFile.ReadOrCreate(options.DataFolder);

    readonly IReadOnlyList<KeyValuePair<string, string>> _addresses =
        [.. from plan in options.Plans
            group plan.Address.ToString() by plan.Service.Name into instances
            select KeyValuePair.Create($"Services:{instances.Key}", string.Join(',', instances))];

    /// <summary>The settings of an instance. It gets the database of its own service only.</summary>
    public IReadOnlyDictionary<string, string> Of(InstancePlan plan)
    {
        var settings = new Dictionary<string, string>(options.AdditionalSettings.Concat(_addresses)) { ["Secret"] = _secret };
        Add(settings, "RabbitMq:Url", servers.RabbitMq?.Url);
        Add(settings, "Redis:Address", servers.Redis?.Address);
        Add(settings, $"Databases:{plan.Service.Name}", databases.GetValueOrDefault(plan.Service.Name));
        if (plan.Service.Name == "accounts")
        {
            var first = new FirstStart(options.DataFolder, options.Configuration);
            Add(settings, "Admin:Email", first.Email);
            Add(settings, "Admin:Password", first.Password);
        }

        return settings;
    }

    // An instance inherits the settings that are configured.
    static void Add(Dictionary<string, string> settings, string name, string? value)
    {
        if (value is not null)
        {
            settings[name] = value;
        }
    }
}
