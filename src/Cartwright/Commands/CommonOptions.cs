using System.CommandLine;
using Cartwright.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Cartwright.Commands;

/// <summary>What several commands share.</summary>
internal static class CommonOptions
{
    public static Option<DirectoryInfo> Data { get; } = new("--data")
    {
        Description = "The folder that holds everything: databases, keys, pictures, logs.",
        DefaultValueFactory = _ => new DirectoryInfo(ShopOptions.DefaultDataFolder),
    };

    public static Option<int> Port { get; } = CreatePort();

    public static Option<bool> NoDemo { get; } = new("--no-demo") { Description = "Start with an empty catalog instead of the demo shop." };

    public static ILoggerFactory Logging(IConfiguration configuration) => LoggerFactory.Create(logging => logging
        .AddConfiguration(configuration.GetSection("Logging"))
        .AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        }));

    static Option<int> CreatePort()
    {
        var option = new Option<int>("--port")
        {
            Description = "The port of the gateway; the other services follow at fixed offsets.",
            DefaultValueFactory = _ => ShopOptions.DefaultPort,
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 65_000)
            {
                result.AddError("The port must be 1 to 65000.");
            }
        });
        return option;
    }
}
