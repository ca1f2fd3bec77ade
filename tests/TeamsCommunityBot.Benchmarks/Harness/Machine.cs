using System.Globalization;
using System.Runtime.InteropServices;

namespace TeamsCommunityBot.Benchmarks.Harness;

/// <summary>Where the figures come from, in one line.</summary>
internal static class Machine
{
    public static string Describe() =>
        $"{Environment.ProcessorCount} cores, {Cpu()}, {Os()}, {RuntimeInformation.FrameworkDescription}";

    /// <summary>How many processes wanted a core in the last minute; a quiet machine is below 1 before a run.</summary>
    public static string LoadAverage() => Read("/proc/loadavg").Split(' ')[0];

    /// <summary>The largest resident memory that a process has had, in bytes.</summary>
    public static long PeakMemory(int processId) =>
        long.Parse(Field($"/proc/{processId}/status", "VmHWM").Split(' ')[0], CultureInfo.InvariantCulture) * 1024;

    private static string Cpu() => Field("/proc/cpuinfo", "model name");

    private static string Os() => Field("/etc/os-release", "PRETTY_NAME").Trim('"');

    private static string Field(string file, string name) =>
        Read(file).Split('\n').FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split([':', '='], 2)[1].Trim() ?? "unknown";

    private static string Read(string file) => File.Exists(file) ? File.ReadAllText(file) : "";
}
