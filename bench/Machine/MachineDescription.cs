using System.Runtime.InteropServices;

namespace Cartwright.Bench;

/// <summary>Says in a line what the figures were measured on.</summary>
internal static class MachineDescription
{
    /// <summary>Processor, memory, systems, and the file system that the data lies on.</summary>
    public static string Of(DirectoryInfo dataFolder) =>
        $"{Environment.ProcessorCount} cores ({ProcessorName()}), {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1L << 30)} GiB memory, "
        + $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, data on {new DriveInfo(dataFolder.FullName).DriveFormat}";

    static string ProcessorName() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
        ?? RuntimeInformation.ProcessArchitecture.ToString();
}
