using System.Globalization;
using Cartwright.Cluster;
using Cartwright.Hosting;
using Cartwright.Postgres;
using Microsoft.Extensions.Logging;

namespace Cartwright.Faults.Machines;

/// <summary>
/// The servers of a machine of their own, as somebody might operate them: PostgreSQL, RabbitMQ and Redis listen on the network and speak TLS there.
/// A hidden command of this program runs them, so that they live in the machine's network namespace.
/// </summary>
internal static class Servers
{
    const int Port = 8000;
    const int RabbitMqTlsPort = 5671;
    const int RedisTlsPort = 6380;

    /// <summary>The file that exists while the servers are ready.</summary>
    public static string ReadyFile(string dataFolder) => Path.Combine(dataFolder, "servers-ready");

    /// <summary>How other machines connect to RabbitMQ.</summary>
    public static string RabbitMqUrl(string dataFolder, NetworkMachine machine) =>
        string.Create(CultureInfo.InvariantCulture, $"amqps://{RabbitMq.EmbeddedRabbitMqOptions.User}:{Password(dataFolder, "rabbitmq")}@{machine.IPv4}:{RabbitMqTlsPort}/");

    /// <summary>How other machines connect to Redis.</summary>
    public static string RedisAddress(string dataFolder, NetworkMachine machine) =>
        string.Create(CultureInfo.InvariantCulture, $"{machine.IPv4}:{RedisTlsPort},password={Password(dataFolder, "redis")},ssl=true");

    /// <summary>The settings of the command, as environment variables.</summary>
    /// <param name="machine">The machine that it runs on.</param>
    /// <param name="certificates">The certificate of the machine.</param>
    public static IReadOnlyDictionary<string, string> Settings(NetworkMachine machine, Certificates certificates)
    {
        var hosts = certificates.Certificate + ".hosts";
        File.WriteAllText(hosts, "local all all scram-sha-256\nhostssl all all 0.0.0.0/0 scram-sha-256\nhostssl all all ::/0 scram-sha-256\n");
        return new Dictionary<string, string>
        {
            ["CARTWRIGHT_Postgres__Settings__listen_addresses"] = $"{machine.IPv4},{machine.IPv6}",
            ["CARTWRIGHT_Postgres__Settings__hba_file"] = hosts,
            ["CARTWRIGHT_Postgres__Settings__ssl"] = "on",
            ["CARTWRIGHT_Postgres__Settings__ssl_cert_file"] = certificates.Certificate,
            ["CARTWRIGHT_Postgres__Settings__ssl_key_file"] = certificates.KeyOf("postgres"),
            ["CARTWRIGHT_RabbitMq__Settings__listeners.ssl.default"] = string.Create(CultureInfo.InvariantCulture, $"{machine.IPv4}:{RabbitMqTlsPort}"),
            ["CARTWRIGHT_RabbitMq__Settings__ssl_options.cacertfile"] = certificates.Authority,
            ["CARTWRIGHT_RabbitMq__Settings__ssl_options.certfile"] = certificates.Certificate,
            ["CARTWRIGHT_RabbitMq__Settings__ssl_options.keyfile"] = certificates.KeyOf("rabbitmq"),
            ["CARTWRIGHT_Redis__Settings__bind"] = $"127.0.0.1 {machine.IPv4}",
            ["CARTWRIGHT_Redis__Settings__tls-port"] = RedisTlsPort.ToString(CultureInfo.InvariantCulture),
            ["CARTWRIGHT_Redis__Settings__tls-auth-clients"] = "no",
            ["CARTWRIGHT_Redis__Settings__tls-ca-cert-file"] = certificates.Authority,
            ["CARTWRIGHT_Redis__Settings__tls-cert-file"] = certificates.Certificate,
            ["CARTWRIGHT_Redis__Settings__tls-key-file"] = certificates.KeyOf("redis"),
        };
    }

    /// <summary>Runs the servers until it is cancelled.</summary>
    public static async Task RunAsync(string dataFolder, CancellationToken cancellationToken)
    {
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(new KeptMessages(Console.WriteLine)));
        Directory.CreateDirectory(dataFolder);
        // Two instances of each service are to connect.
        var options = new ClusterOptions
        {
            DataFolder = dataFolder,
            Port = Port,
            Instances = ServiceRegistry.All.ToDictionary(service => service.Name, _ => 2),
            Configuration = Hosting.Settings.Load(),
        };
        await using var servers = await ClusterServers.StartAsync(options, loggers, () => { }, cancellationToken);
        await servers.Postgres!.EnsureServiceDatabasesAsync(options.PrivateDatabases, cancellationToken);
        await File.WriteAllTextAsync(ReadyFile(dataFolder), "", cancellationToken);
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    static string Password(string dataFolder, string server) => File.ReadAllText(Path.Combine(dataFolder, server, "password")).Trim();
}
