using System.Text.Json;
using System.Text.Json.Serialization;
using Cartwright.Processes;

namespace Cartwright.Cluster;

/// <summary>The state of a running cluster, for other commands and tests: the file <c>cluster.json</c> of the data folder.</summary>
/// <param name="ProcessId">The process that supervises the others.</param>
/// <param name="Gateway">Where clients connect.</param>
/// <param name="RabbitMqUrl">How to connect to RabbitMQ.</param>
/// <param name="RedisAddress">How to connect to Redis.</param>
/// <param name="Servers">The private servers.</param>
/// <param name="Instances">The instances of the services.</param>
internal sealed record ClusterFile(
    int ProcessId, Uri Gateway, string? RabbitMqUrl, string? RedisAddress, IReadOnlyList<ServerState> Servers, IReadOnlyList<InstanceState> Instances)
{
    /// <summary>The path of the file.</summary>
    public static string PathIn(string dataFolder) => Path.Combine(dataFolder, "cluster.json");

    /// <summary>The cluster that runs on a data folder, or null.</summary>
    public static ClusterFile? Find(string dataFolder)
    {
        try
        {
            var file = JsonSerializer.Deserialize(File.ReadAllText(PathIn(dataFolder)), ClusterJson.Default.ClusterFile);
            // A killed cluster leaves its file behind.
            return file is not null && Directory.Exists($"/proc/{file.ProcessId}") ? file : null;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Replaces the file atomically. Only its owner can read it, because it holds passwords.</summary>
    public void Write(string dataFolder)
    {
        var path = PathIn(dataFolder);
        new OwnedFiles(user: null).Write(path + ".new", JsonSerializer.Serialize(this, ClusterJson.Default.ClusterFile));
        File.Move(path + ".new", path, overwrite: true);
    }
}

/// <summary>A private server.</summary>
/// <param name="Name"><c>postgres</c>, <c>rabbitmq</c> or <c>redis</c>.</param>
/// <param name="ProcessId">Its process; null while there is none that is ready.</param>
internal sealed record ServerState(string Name, int? ProcessId);

/// <summary>An instance of a service.</summary>
/// <param name="Name">For example <c>orders-2</c>.</param>
/// <param name="Service">The service.</param>
/// <param name="Address">Where it listens.</param>
/// <param name="ProcessId">Its process; null while there is none that is ready.</param>
internal sealed record InstanceState(string Name, string Service, Uri Address, int? ProcessId);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(ClusterFile))]
internal sealed partial class ClusterJson : JsonSerializerContext;
