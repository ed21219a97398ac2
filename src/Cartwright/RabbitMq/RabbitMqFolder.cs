using System.Globalization;
using System.Security.Cryptography;
using Cartwright.Processes;

namespace Cartwright.RabbitMq;

/// <summary>Where everything of the private RabbitMQ lies, and what tells its programs so.</summary>
internal sealed class RabbitMqFolder
{
    /// <summary>Fixed: the broker's files are in a folder of this name, and a machine that is renamed must find them again.</summary>
    const string NodeName = "cartwright@localhost";

    const UnixFileMode OwnerReads = UnixFileMode.UserRead;

    readonly OperatingSystemUser? _user;

    /// <summary>Names the places within a data folder; creates nothing.</summary>
    public RabbitMqFolder(string dataFolder)
    {
        Root = Path.Combine(Path.GetFullPath(dataFolder), "rabbitmq");
        _user = BrokerUser(Root);
    }

    /// <summary>The folder that holds the rest.</summary>
    public string Root { get; }

    /// <summary>What the broker has to say.</summary>
    public string Log => Path.Combine(Root, "log");

    string Home => Path.Combine(Root, "home");

    string Configuration => Path.Combine(Root, "rabbitmq.conf");

    string NoEnvironment => Path.Combine(Root, "rabbitmq-env.conf");

    string Plugins => Path.Combine(Root, "enabled_plugins");

    /// <summary>Makes the folders and, at the first start, the secrets.</summary>
    /// <returns>The password of the only user.</returns>
    public string Create()
    {
        var files = new OwnedFiles(_user);
        foreach (var folder in (string[])[Root, Home, Log, Path.Combine(Root, "mnesia")])
        {
            files.CreateFolder(folder);
        }

        var cookie = Path.Combine(Home, ".erlang.cookie");
        if (!File.Exists(cookie))
        {
            // Erlang wants it readable by its owner and by nobody else.
            files.Write(cookie, RandomNumberGenerator.GetHexString(20), OwnerReads);
        }

        return GeneratedSecret.ReadOrCreate(Path.Combine(Root, "password"));
    }

    /// <summary>Writes or replaces the configuration.</summary>
    public void Configure(EmbeddedRabbitMqOptions options, string password)
    {
        var files = new OwnedFiles(_user);
        files.Write(Configuration, options.File(password));
        files.Write(Plugins, "[].\n");
        // Without one, the machine's own in /etc would be read.
        files.Write(NoEnvironment, "");
    }

    /// <summary>A program of RabbitMQ, as a child that ends with us.</summary>
    public ChildCommand Command(EmbeddedRabbitMqOptions options, string program, params string[] arguments) => new(program, arguments)
    {
        WorkingDirectory = Root,
        User = _user,
        SignalWhenParentDies = Signal.Kill,
        WithoutVariables = ["RABBITMQ_", "ERL_"],
        Variables = new Dictionary<string, string>
        {
            ["HOME"] = Home,
            ["LANG"] = "C.UTF-8",
            ["LC_ALL"] = "C.UTF-8",
            ["RABBITMQ_NODENAME"] = NodeName,
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = Number(options.Port),
            ["RABBITMQ_DIST_PORT"] = Number(options.DistributionPort),
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(Root, "mnesia"),
            ["RABBITMQ_LOG_BASE"] = Log,
            ["RABBITMQ_PID_FILE"] = Path.Combine(Root, "rabbitmq.pid"),
            ["RABBITMQ_CONFIG_FILE"] = Configuration,
            ["RABBITMQ_CONF_ENV_FILE"] = NoEnvironment,
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Plugins,
            // Our own port mapper, on this machine only: the usual one is a daemon that outlives the broker and listens to the world.
            // And schedulers that sleep when there is nothing to do, because others need the processors.
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] =
                "-start_epmd false -kernel inet_dist_use_interface {127,0,0,1} +sbwt none +sbwtdcpu none +sbwtdio none",
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["ERL_EPMD_PORT"] = Number(options.PortMapperPort),
            ["ERL_CRASH_DUMP_BYTES"] = "0",
            // The start script replaces itself by the broker then, so the child's number is the broker's and signals reach it.
            ["RUNNING_UNDER_SYSTEMD"] = "1",
        },
    };

    /// <summary>
    /// Root hands the broker to another user. Not below a folder that is closed to that user: Erlang asks whether it may write there, and the answer
    /// leaves out the capability that would let it.
    /// </summary>
    static OperatingSystemUser? BrokerUser(string root)
    {
        if (!Environment.IsPrivilegedProcess || ChildCommand.FirstClosedFolder(root) is not null)
        {
            return null;
        }

        return Directory.Exists(root) ? OperatingSystemUser.Find(Libc.OwnerOf(root)) : OperatingSystemUser.Find("rabbitmq");
    }

    static string Number(int port) => port.ToString(CultureInfo.InvariantCulture);
}
