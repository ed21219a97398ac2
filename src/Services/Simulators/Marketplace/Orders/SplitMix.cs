namespace Cartwright.Simulators;

/// <summary>
/// The mixing function of SplitMix64 (Steele, Lea and Flood, 2014): numbers that look random and are the same on every machine and with every version of .NET.
/// </summary>
internal static class SplitMix
{
    const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>A number for a seed and an index.</summary>
    public static ulong Of(ulong seed, ulong index) => Mix(Mix(seed) + (index * Golden));

    /// <summary>A number as a part of one: at least 0, below 1.</summary>
    public static double Part(ulong number) => (number >> 11) * (1.0 / (1UL << 53));

    static ulong Mix(ulong number)
    {
        number += Golden;
        number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9;
        number = (number ^ (number >> 27)) * 0x94D049BB133111EB;
        return number ^ (number >> 31);
    }
}
