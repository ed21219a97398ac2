namespace Cartwright.Hosting;

/// <summary>
/// Settings, later sources winning: <c>cartwright.json</c>, <c>cartwright.{environment}.json</c>, a file per secret in the folder named by
/// <c>CARTWRIGHT_SECRETS</c> (<c>__</c> in a file's name stands for <c>:</c>), and environment variables that begin with <c>CARTWRIGHT_</c>.
/// </summary>
internal static class Settings
{
    const string Prefix = "CARTWRIGHT_";

    /// <summary>The environment's name: <c>CARTWRIGHT_ENVIRONMENT</c>, else <c>Production</c>.</summary>
    public static string EnvironmentName => Environment.GetEnvironmentVariable(Prefix + "ENVIRONMENT") ?? Environments.Production;

    /// <summary>Reads all settings.</summary>
    /// <param name="overrides">Settings that win over all others.</param>
    public static IConfiguration Load(IReadOnlyDictionary<string, string?>? overrides = null)
    {
        var builder = new ConfigurationBuilder()
            .SetBasePath(Environment.CurrentDirectory)
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Logging:LogLevel:Default"] = "Warning",
                ["Logging:LogLevel:Cartwright"] = "Information",
                // It logs a stack trace for every failed probe; other messages say when an instance is removed and added again.
                ["Logging:LogLevel:Yarp.ReverseProxy.Health.ActiveHealthCheckMonitor"] = "None",
            })
            .AddJsonFile("cartwright.json", optional: true)
            .AddJsonFile($"cartwright.{EnvironmentName}.json", optional: true);
        if (Environment.GetEnvironmentVariable(Prefix + "SECRETS") is { Length: > 0 } secrets)
        {
            builder.AddKeyPerFile(Path.GetFullPath(secrets), optional: false);
        }

        return builder
            .AddEnvironmentVariables(Prefix)
            .AddInMemoryCollection(Named("ADMIN_EMAIL", "Admin:Email").Concat(Named("ADMIN_PASSWORD", "Admin:Password")))
            .AddInMemoryCollection(overrides ?? new Dictionary<string, string?>())
            .Build();
    }

    /// <summary>The environment variable that sets a setting.</summary>
    public static string Variable(string setting) => Prefix + setting.Replace(":", "__", StringComparison.Ordinal);

    static IEnumerable<KeyValuePair<string, string?>> Named(string variable, string key) =>
        Environment.GetEnvironmentVariable(Prefix + variable) is { Length: > 0 } value ? [new(key, value)] : [];
}
