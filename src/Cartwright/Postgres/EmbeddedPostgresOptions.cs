namespace Cartwright.Postgres;

/// <summary>How to run the private PostgreSQL.</summary>
/// <param name="DataFolder">The program's data folder; PostgreSQL gets <c>postgres</c> within it.</param>
internal sealed record EmbeddedPostgresOptions(string DataFolder)
{
    /// <summary>Pages kept in memory. Moderate, because the program lives on laptops beside other programs.</summary>
    public string SharedBuffers { get; init; } = "256MB";

    /// <summary>Enough for one instance of each service and a few administrators.</summary>
    public const int ConnectionsMin = 300;

    /// <summary>Connections of all services together.</summary>
    public int MaxConnections { get; init; } = ConnectionsMin;

    /// <summary>Settings that add to or replace the defaults.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Time-out of a start; recovery after a crash is included.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Called when the server becomes ready and when it exits.</summary>
    public Action? Changed { get; init; }

    /// <summary>The user that PostgreSQL runs as when we are root, as whom it refuses to run.</summary>
    public string UserWhenRoot { get; init; } = "postgres";

    /// <summary>The settings as the server gets them.</summary>
    public IReadOnlyDictionary<string, string> ServerSettings()
    {
        var settings = new Dictionary<string, string>
        {
            ["shared_buffers"] = SharedBuffers,
            ["max_connections"] = MaxConnections.ToString(System.Globalization.CultureInfo.InvariantCulture),
            // Rare checkpoints and compressed page images: a commit writes little more than its own rows.
            ["max_wal_size"] = "4GB",
            ["checkpoint_timeout"] = "15min",
            ["wal_compression"] = "lz4",
            // The tables of a new shop grow fast, so statistics are renewed often. Disks are taken to be SSDs.
            ["autovacuum_naptime"] = "10s",
            ["random_page_cost"] = "1.1",
            // After a crash one call per file system instead of one per file, of which a dozen databases have thousands.
            ["recovery_init_sync_method"] = "syncfs",
            // Our statements are short; compiling them costs more than running them.
            ["jit"] = "off",
            ["timezone"] = "UTC",
            ["log_timezone"] = "UTC",
            // At most so many files, of which the program deletes the oldest.
            ["logging_collector"] = "on",
            ["log_filename"] = ServerLog.FileName,
            ["log_rotation_size"] = ServerLog.FileSize,
        };
        foreach ((string name, string value) in Settings)
        {
            settings[name] = value;
        }

        return settings;
    }
}
