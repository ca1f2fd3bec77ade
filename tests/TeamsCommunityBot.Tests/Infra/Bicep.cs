using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace TeamsCommunityBot.Tests.Infra;

/// <summary>The Bicep compiler: on Linux x64 from a package that the restore brings, elsewhere the one that is installed.</summary>
internal static class Bicep
{
    private static bool IsBrought => OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64;

    private static string Program => IsBrought
        ? Path.Combine(typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Bicep").Value!, "tools", "bicep")
        : "bicep";

    public static async Task<Run> RunAsync(string[] arguments, CancellationToken ct)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var output = process.StandardOutput.ReadToEndAsync(ct);
            var errors = process.StandardError.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return new Run(process.ExitCode, await output, await errors);
        }
        catch (Win32Exception problem)
        {
            throw new InvalidOperationException(
                $"{Program} does not run ({problem.Message}). On Linux x64 'dotnet restore' brings it; elsewhere install Bicep 0.49 or newer "
                    + "(https://aka.ms/bicep-install) so that 'bicep' is on the PATH.",
                problem);
        }
    }

    /// <param name="Output">What was asked for.</param>
    /// <param name="Diagnostics">Errors and warnings, one a line; a warning alone leaves the exit code 0.</param>
    public sealed record Run(int ExitCode, string Output, string Diagnostics);
}
