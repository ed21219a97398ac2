using Cartwright.Cluster;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Cartwright.Unit.Cluster;

public sealed class ClusterTests
{
    static readonly ClusterOptions Options = new()
    {
        DataFolder = "/tmp", Port = 8000, Instances = new Dictionary<string, int> { ["orders"] = 2 }, Configuration = new ConfigurationBuilder().Build(),
    };

    [Fact]
    public void Every_service_has_an_instance_and_no_two_share_an_address()
    {
        var plans = Options.Plans;

        Assert.Equal(ServiceRegistry.All.Select(s => s.Name), plans.Select(p => p.Service.Name).Distinct());
        Assert.Equal(plans.Count, plans.Select(p => p.Address).Distinct().Count());
        Assert.Equal(new Uri("http://127.0.0.1:8103"), plans.Single(p => p.Name == "orders-2").Address);
    }

    [Fact]
    public void No_server_takes_the_port_of_a_service()
    {
        int[] servers = [Options.RedisPort, Options.RabbitMqPort, Options.RabbitMqPort + 1, Options.RabbitMqPort + 2];

        Assert.Empty(servers.Intersect(ServiceRegistry.All.SelectMany(s => (int[])[Options.Port + s.PortOffset, Options.Port + (s.MetricsPortOffset ?? 0)])));
        Assert.All(servers, port => Assert.InRange(port, Options.Port, Options.Port + ClusterOptions.PortsPerInstance - 1));
    }

    [Fact]
    public void Its_file_is_read_as_it_was_written_and_by_its_owner_only()
    {
        var folder = Directory.CreateTempSubdirectory("cartwright-test-").FullName;
        var file = new ClusterFile(
            Environment.ProcessId, new("http://127.0.0.1:8000"), "amqp://a:b@c:1/", null, [new("redis", null)], [new("orders-2", "orders", new("http://127.0.0.1:8103"), 7)]);

        file.Write(folder);
        var read = ClusterFile.Find(folder)!;

        Assert.Equal((file.Gateway, file.RabbitMqUrl, file.RedisAddress), (read.Gateway, read.RabbitMqUrl, read.RedisAddress));
        Assert.Equal(file.Servers, read.Servers);
        Assert.Equal(file.Instances, read.Instances);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(ClusterFile.PathIn(folder)));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_file_whose_cluster_was_killed_tells_nothing()
    {
        const int nobody = int.MaxValue;
        var folder = Directory.CreateTempSubdirectory("cartwright-test-").FullName;
        Assert.Null(ClusterFile.Find(folder));

        new ClusterFile(nobody, new("http://127.0.0.1:8000"), null, null, [], []).Write(folder);

        Assert.Null(ClusterFile.Find(folder));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Each_line_begins_with_who_says_it()
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var view = new LogView(output, width: 10, isColoured: false, new FakeTimeProvider());

        view.Write("orders-2", "hello");
        view.CreateLogger("any").LogWarning("{Name} died", "Redis");

        var lines = output.ToString().Split('\n');
        Assert.Equal("orders-2   | hello", lines[0]);
        Assert.StartsWith("cluster    | ", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("warn: Redis died", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void In_colour_a_name_keeps_its_own()
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var view = new LogView(output, width: 8, isColoured: true, new FakeTimeProvider());

        view.Write("orders-1", "a");
        view.Write("orders-2", "b");
        view.Write("orders-1", "c");

        var colours = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('m')[0]).ToList();
        Assert.Equal(colours[0], colours[2]);
        Assert.NotEqual(colours[0], colours[1]);
    }
}
