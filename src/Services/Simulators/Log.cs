namespace Cartwright.Simulators;

/// <summary>The log messages of this service.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 3800, Level = LogLevel.Information, Message = "The simulated marketplace {Account} injects faults with the seed {FaultSeed}")]
    public static partial void FaultsConfigured(this ILogger logger, string account, int faultSeed);
}
