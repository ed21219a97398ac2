namespace Cartwright.Redis;

/// <summary>How to run a private Redis.</summary>
/// <param name="DataFolder">The program's data folder; Redis gets <c>redis</c> within it.</param>
/// <param name="Port">Where it listens on this machine; no network reaches it.</param>
internal sealed record EmbeddedRedisOptions(string DataFolder, int Port)
{
    /// <summary>Lines of its configuration file that add to or replace the defaults.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Time-out of a start.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Called when the server becomes ready and when it exits.</summary>
    public Action? Changed { get; init; }

    /// <summary>The configuration file.</summary>
    public string File(string folder, string password)
    {
        var settings = new Dictionary<string, string>
        {
            ["bind"] = "127.0.0.1",
            ["port"] = Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["requirepass"] = password,
            ["dir"] = $"\"{folder}\"",
            // A cache: nothing is written to disk, and the least recently used keys are evicted.
            ["save"] = "\"\"",
            ["appendonly"] = "no",
            ["maxmemory"] = "256mb",
            ["maxmemory-policy"] = "allkeys-lru",
            ["daemonize"] = "no",
        };
        foreach (var (name, value) in Settings)
        {
            settings[name] = value;
        }

        return string.Concat(settings.Select(s => $"{s.Key} {s.Value}\n"));
    }
}
