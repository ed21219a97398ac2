using System.Globalization;

namespace Cartwright.RabbitMq;

/// <summary>How to run a private RabbitMQ.</summary>
/// <param name="DataFolder">The program's data folder; RabbitMQ gets <c>rabbitmq</c> within it.</param>
/// <param name="Port">Where it listens on this machine; no network reaches it. The next two ports are its own, too.</param>
internal sealed record EmbeddedRabbitMqOptions(string DataFolder, int Port)
{
    /// <summary>The name of the only user.</summary>
    public const string User = "cartwright";

    /// <summary>Lines of <c>rabbitmq.conf</c>, in addition to ours or instead of them.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>How long a start may take; a broker with a backlog reads it first.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Told whenever the broker has become ready, and whenever it has ended.</summary>
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
            // A peer that says nothing is given up within seconds.
            ["heartbeat"] = "5",
            // A subscriber whose database is away may hold what it took for longer than the half hour that is usual.
            ["consumer_timeout"] = "86400000",
            // Publishers are held back long before the machine is out of memory or of disk.
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
