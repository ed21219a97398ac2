using System.Globalization;

namespace Cartwright.Faults.Machines;

/// <summary>
/// A network of machines on this one: a network namespace for each, joined by a switch in one more. Each has an IPv4 and an IPv6 address. This process is
/// attached to the switch too. Links can be cut, so that packets vanish without a word, and made slow. Needs the right to create network namespaces.
/// </summary>
public sealed class Network : IDisposable
{
    const int Networks = 256;
    const int TestHost = 1;
    const int FirstMachine = 2;

    // So slow that queues build up and packets are dropped, as on a link that others fill.
    const string SlowRate = "768kbit";

    readonly int _number;
    readonly List<NetworkMachine> _machines = [];

    Network(int number) => _number = number;

    /// <summary>Whether this process may create network namespaces.</summary>
    public static bool IsAllowed => Environment.IsPrivilegedProcess;

    string Switch => $"cw{_number}-switch";

    string TestLink => $"cw{_number}";

    /// <summary>Creates a network with machines.</summary>
    /// <param name="names">The names of the machines, at most 6 letters each.</param>
    public static async Task<Network> CreateAsync(params string[] names)
    {
        // Addresses of 198.18.0.0/15 are for tests (RFC 2544), those of fd00::/8 for private networks (RFC 4193). Another run may have a network, too.
        Network network;
        do
        {
            network = new(Random.Shared.Next(Networks));
        }
        while (File.Exists($"/run/netns/{network.Switch}"));

        try
        {
            await network.CreateSwitchAsync();
            foreach (var name in names)
            {
                await network.AddAsync(name);
            }

            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>A machine.</summary>
    public NetworkMachine this[string name] => _machines.Single(machine => machine.Name == name);

    /// <summary>Cuts the link of a machine: nothing arrives any more, in either direction, and nobody is told.</summary>
    public Task CutAsync(NetworkMachine machine) => SetStateAsync(machine, "disabled");

    /// <summary>Joins the link of a machine again, at full speed.</summary>
    public async Task HealAsync(NetworkMachine machine)
    {
        await SetStateAsync(machine, "forwarding");
        await Tool.TryRunAsync("tc", "-n", Switch, "qdisc", "del", "dev", machine.Name, "root");
        await Tool.TryRunAsync("tc", "-n", machine.Namespace, "qdisc", "del", "dev", "eth0", "root");
    }

    /// <summary>Makes the link of a machine slow in both directions.</summary>
    public async Task SlowAsync(NetworkMachine machine)
    {
        string[] limit = ["root", "tbf", "rate", SlowRate, "burst", "8kb", "latency", "300ms"];
        await Tool.RunAsync("tc", ["-n", Switch, "qdisc", "replace", "dev", machine.Name, .. limit]);
        await Tool.RunAsync("tc", ["-n", machine.Namespace, "qdisc", "replace", "dev", "eth0", .. limit]);
    }

    /// <summary>Removes the network. The processes within it must have ended.</summary>
    public void Dispose()
    {
        foreach (var name in (string[])[.. _machines.Select(machine => machine.Namespace), Switch])
        {
            Tool.TryRunAsync("ip", "netns", "del", name).GetAwaiter().GetResult();
        }

        // Its other end has gone with the switch, but not at once.
        Tool.TryRunAsync("ip", "link", "del", TestLink).GetAwaiter().GetResult();
    }

    async Task CreateSwitchAsync()
    {
        await Tool.RunAsync("ip", "netns", "add", Switch);
        await Tool.RunAsync("ip", "-n", Switch, "link", "add", "br0", "type", "bridge", "mcast_snooping", "0");
        await Tool.RunAsync("ip", "-n", Switch, "link", "set", "br0", "up");
        await Tool.RunAsync("ip", "-n", Switch, "link", "add", "test", "type", "veth", "peer", "name", TestLink, "netns", Number(Environment.ProcessId));
        await Tool.RunAsync("ip", "-n", Switch, "link", "set", "test", "master", "br0", "up");
        await Tool.RunAsync("ip", "addr", "add", $"{IPv4(TestHost)}/24", "dev", TestLink);
        await Tool.RunAsync("ip", "addr", "add", $"{IPv6(TestHost)}/64", "dev", TestLink, "nodad");
        await Tool.RunAsync("ip", "link", "set", TestLink, "up");
    }

    async Task AddAsync(string name)
    {
        var host = FirstMachine + _machines.Count;
        var machine = new NetworkMachine(name, $"cw{_number}-{name}", IPv4(host), IPv6(host));
        await Tool.RunAsync("ip", "netns", "add", machine.Namespace);
        _machines.Add(machine);
        await Tool.RunAsync("ip", "-n", Switch, "link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", machine.Namespace);
        await Tool.RunAsync("ip", "-n", Switch, "link", "set", name, "master", "br0", "up");
        await Tool.RunAsync("ip", "-n", machine.Namespace, "addr", "add", $"{machine.IPv4}/24", "dev", "eth0");
        await Tool.RunAsync("ip", "-n", machine.Namespace, "addr", "add", $"{machine.IPv6}/64", "dev", "eth0", "nodad");
        await Tool.RunAsync("ip", "-n", machine.Namespace, "link", "set", "lo", "up");
        await Tool.RunAsync("ip", "-n", machine.Namespace, "link", "set", "eth0", "up");
    }

    Task SetStateAsync(NetworkMachine machine, string state) => Tool.RunAsync("bridge", "-n", Switch, "link", "set", "dev", machine.Name, "state", state);

    string IPv4(int host) => $"198.18.{Number(_number)}.{Number(host)}";

    string IPv6(int host) => $"fd77::{_number.ToString("x", CultureInfo.InvariantCulture)}:{Number(host)}";

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
