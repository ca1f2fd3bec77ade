using TeamsCommunityBot.Tests.Schedule.Bulk;
using TeamsCommunityBot.Tests.Storage;
using Xunit.Runner.InProc.SystemConsole;

namespace TeamsCommunityBot.Tests.Support;

internal static class EntryPoint
{
    /// <summary>Runs the tests, or stands in as a second process for one of them.</summary>
    public static Task<int> Main(string[] args) => args switch
    {
        [RowWriter.Command, var file, var writer] => RowWriter.RunAsync(file, writer),
        [BulkSweep.Command, .. var settings] => BulkSweep.RunAsync(settings),
        _ => ConsoleRunner.Run(args),
    };
}
