namespace TeamsCommunityBot.Benchmarks.Harness;

/// <summary>Azurite, tables and queues in memory, on the second core.</summary>
internal sealed class Azurite : IAsyncDisposable
{
    // The account and key that Azurite documents for everybody.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly Server table;
    private readonly Server queue;

    private Azurite(Server table, Server queue) => (this.table, this.queue) = (table, queue);

    public Uri Table => table.Address;

    public string Connection => ConnectionThrough(table.Address);

    public static async Task<Azurite> StartAsync()
    {
        await Prerequisites.InstallTestToolsAsync();
        var azurite = new Azurite(Start(Prerequisites.AzuriteTable, "--tableHost", "--tablePort"),
            Start(Prerequisites.AzuriteQueue, "--queueHost", "--queuePort"));
        await azurite.table.ListeningAsync();
        await azurite.queue.ListeningAsync();
        return azurite;
    }

    /// <summary>The connection string by way of a proxy in front of the tables.</summary>
    public string ConnectionThrough(Uri tables) =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};TableEndpoint={Endpoint(tables)};QueueEndpoint={Endpoint(queue.Address)};";

    public async ValueTask DisposeAsync()
    {
        await table.DisposeAsync();
        await queue.DisposeAsync();
    }

    private static string Endpoint(Uri address) => new Uri(address, Account).AbsoluteUri;

    private static Server Start(string script, string hostOption, string portOption)
    {
        var port = Server.FreePort();
        return Server.Start(Cores.Load, port, Prerequisites.Node,
            [script, hostOption, "127.0.0.1", portOption, $"{port}", "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--silent"], []);
    }
}
