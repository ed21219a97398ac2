using System.Globalization;

namespace Cartwright.RabbitMq;

/// <summary>How to run a private RabbitMQ.</summary>
/// <param name="DataFolder">The program's data folder; RabbitMQ gets <c>rabbitmq</c> within it.</param>
/// <param name="Port">Where it listens on this machine; no network reaches it. It uses the next two ports as well.</param>
internal sealed record EmbeddedRabbitMqOptions(string DataFolder, int Port)
{
    /// <summary>The name of the only user.</summary>
    public const string User = "cartwright";

    /// <summary>Lines of <c>rabbitmq.conf</c> that add to or replace the defaults.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Time-out of a start; loading a backlog is included.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Called when the broker becomes ready and when it exits.</summary>
    public Action? Changed { get; init; }

    /// <summary>Port of the Erlang port mapper, which only the command line tools ask.</summary>
    public int PortMapperPort => Port + 1;

    /// <summary>Port on which a cluster of brokers would talk.</summary>
    public int DistributionPort => Port + 2;

    /// <summary>The file <c>rabbitmq.conf</c>.</summary>
    public string File(string password)
    {
        var settings = new Dictionary<string, string>
        {
            ["listeners.tcp.default"] = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}"),
            ["default_user"] = User,
            ["default_pass"] = password,
            // A silent peer is disconnected within seconds.
            ["heartbeat"] = "5",
            // A subscriber without its database may keep deliveries for longer than the default of 30 minutes.
            ["consumer_timeout"] = "86400000",
            // Publishers are blocked long before memory or disk is exhausted.
            ["vm_memory_high_watermark.absolute"] = "1GB",
            ["disk_free_limit.absolute"] = "200MB",
            ["log.console"] = "false",
            ["log.file"] = "rabbitmq.log",
            ["log.file.level"] = "warning",
            ["log.file.rotation.size"] = "10485760",
            ["log.file.rotation.count"] = "3",
        };
        foreach (var (name, value) in Settings)
        {
            settings[name] = value;
        }

        return string.Concat(settings.Select(s => $"{s.Key} = {s.Value}\n"));
    }
}
