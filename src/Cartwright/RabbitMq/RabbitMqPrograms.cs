using Cartwright.Processes;

namespace Cartwright.RabbitMq;

/// <summary>An installed RabbitMQ.</summary>
/// <param name="Server">The script that becomes the broker. Not the one on the search path: that changes folder and user.</param>
/// <param name="PortMapper">Erlang's <c>epmd</c>.</param>
internal sealed record RabbitMqPrograms(string Server, string PortMapper)
{
    const string ServerName = "rabbitmq-server";
    const string PortMapperName = "epmd";

    /// <summary>Looks for the programs.</summary>
    /// <exception cref="ServerMissingException">They are not installed.</exception>
    public static RabbitMqPrograms Find() =>
        Servers().FirstOrDefault(File.Exists) is { } server && PortMappers().FirstOrDefault(File.Exists) is { } portMapper
            ? new(server, portMapper)
            : throw new ServerMissingException("RabbitMQ 3.10 or later is needed and was not found; install it, for example with `apt-get install rabbitmq-server`.");

    // Debian, Red Hat and the archive of the project itself put it into different places.
    static IEnumerable<string> Servers() =>
        ((string[])["/usr/lib/rabbitmq/bin", .. Versions("/usr/lib/rabbitmq/lib"), "/opt/rabbitmq/sbin"]).Select(folder => Path.Combine(folder, ServerName));

    static IEnumerable<string> Versions(string parent) =>
        Directory.Exists(parent) ? Directory.GetDirectories(parent, "rabbitmq_server-*").Select(folder => Path.Combine(folder, "sbin")) : [];

    static IEnumerable<string> PortMappers() =>
        ((string?[])[SearchPath.Find(PortMapperName), $"/usr/lib/erlang/bin/{PortMapperName}", $"/usr/lib64/erlang/bin/{PortMapperName}"]).OfType<string>();
}
