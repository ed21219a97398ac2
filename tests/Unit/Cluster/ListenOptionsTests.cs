using Cartwright.Hosting;
using Microsoft.Extensions.Configuration;

namespace Cartwright.Unit.Cluster;

public sealed class ListenOptionsTests
{
    [Theory]
    [InlineData("127.0.0.1", "http://127.0.0.1:8003/", "http://127.0.0.1:8003/")]
    [InlineData("10.0.0.5", "http://10.0.0.5:8003/", "http://10.0.0.5:8003/")]
    [InlineData("0.0.0.0", "http://0.0.0.0:8003/", "http://127.0.0.1:8003/")]
    [InlineData("::", "http://[::]:8003/", "http://[::1]:8003/")]
    [InlineData("fd00::5", "http://[fd00::5]:8003/", "http://[fd00::5]:8003/")]
    public void A_service_listens_where_it_is_told_and_its_machine_reaches_it_there(string address, string listens, string isReached)
    {
        var listen = Read(("Listen:Address", address));

        Assert.Equal((new Uri(listens), new Uri(isReached)), (listen.Url("orders", 8003), listen.LocalUrl("orders", 8003)));
    }

    [Fact]
    public void One_service_may_listen_elsewhere_and_the_metrics_of_the_gateway_stay_inside()
    {
        var listen = Read(("Listen:Address", "10.0.0.5"), ("Listen:Services:gateway", "0.0.0.0"));

        Assert.Equal(new Uri("http://0.0.0.0:8000/"), listen.Url("gateway", 8000));
        Assert.Equal(new Uri("http://10.0.0.5:8098/"), listen.MetricsUrl(8098));
        Assert.Equal(new Uri("http://10.0.0.5:8003/"), listen.Url("orders", 8003));
    }

    [Theory]
    [InlineData("Listen:Address", "10")]
    [InlineData("Listen:Address", "localhost")]
    [InlineData("Listen:Address", "10.0.0.5:80")]
    [InlineData("Listen:Address", "")]
    [InlineData("Listen:Services:orders", "10.0.0")]
    [InlineData("Listen:Services:order", "10.0.0.5")]
    public void What_is_no_address_or_no_service_is_refused_with_the_name_of_the_setting(string key, string value) =>
        Assert.StartsWith(key + ": ", Assert.Throws<InvalidOperationException>(() => Read((key, value))).Message, StringComparison.Ordinal);

    static ListenOptions Read(params (string Key, string Value)[] settings) =>
        ListenOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, string? (s) => s.Value)).Build());
}
