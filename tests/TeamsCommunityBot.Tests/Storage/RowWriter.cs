using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Tests.Storage;

/// <summary>
/// A process of its own that writes rows, and says each on its output once the store has acknowledged it, until it is killed or its input ends.
/// </summary>
internal static class RowWriter
{
    public const string Command = "write-rows";
    public const string Partition = "written";
    private const int Tasks = 8;

    public static ProcessStartInfo Start(string file, string writer) =>
        new("dotnet", ["exec", typeof(RowWriter).Assembly.Location, Command, file, writer])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };

    public static async Task<int> RunAsync(string file, string writer)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Sqlite", file)]).Build();
        await using var services = new ServiceCollection().AddStorage(configuration).BuildServiceProvider();
        var table = services.GetRequiredService<ITable>();
        using var ended = new CancellationTokenSource();
        var writers = Enumerable.Range(0, Tasks).Select(task => Task.Run(() => WriteAsync(table, $"{writer}-{task}", ended.Token))).ToArray();
        await Console.In.ReadToEndAsync();
        await ended.CancelAsync();
        await Task.WhenAll(writers);
        return AppDomain.CurrentDomain.GetAssemblies().Any(assembly => assembly.GetName().Name!.StartsWith("Azure.", StringComparison.Ordinal)) ? 1 : 0;
    }

    private static async Task WriteAsync(ITable table, string name, CancellationToken ended)
    {
        for (var n = 0; !ended.IsCancellationRequested; n++)
        {
            var etag = await table.InsertAsync(new(Partition, $"{name}-{n}"), "{}", CancellationToken.None);
            await Console.Out.WriteLineAsync(etag is null ? "taken" : $"{name}-{n}");
        }
    }
}
