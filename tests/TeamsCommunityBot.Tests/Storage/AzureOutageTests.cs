using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Teams.Inbound;
using Xunit;

namespace TeamsCommunityBot.Tests.Storage;

/// <summary>What becomes of the answers that Azure gives on a bad day, told by a server that gives nothing else.</summary>
public sealed class AzureOutageTests : IAsyncLifetime
{
    private const string Secret = "c2VjcmV0LWtleQ==";
    private static readonly Key Row = new("p", "r");
    private readonly ConcurrentQueue<long> calls = new();
    private readonly TaskCompletionSource full = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? gate;
    private int inside;
    private WebApplication? server;
    private AzureStorage? storage;
    private Func<HttpContext, (int Status, string Code)> answer = static _ => (503, "ServerBusy");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private AzureTable Table => new(storage!);

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.Run(AnswerAsync);
        await server.StartAsync(Ct);
        storage = Connect(server.Urls.Single());
    }

    public async ValueTask DisposeAsync() => await server!.DisposeAsync();

    [Theory]
    [InlineData(503, "ServerBusy", 3, 3)]
    [InlineData(500, "OperationTimedOut", 3, 1)]
    [InlineData(502, "", 3, 1)]
    [InlineData(403, "AuthorizationPermissionMismatch", 1, 1)]
    public async Task An_outage_is_one_and_only_what_was_surely_not_written_is_tried_again(int status, string code, int reads, int writes)
    {
        answer = _ => (status, code);

        await Assert.ThrowsAsync<StorageUnavailableException>(async () => await Table.FindAsync(Row, Ct));
        Assert.Equal(reads, calls.Count);
        calls.Clear();
        await Assert.ThrowsAsync<StorageUnavailableException>(async () => await Table.InsertAsync(Row, "{}", Ct));
        Assert.Equal(writes, calls.Count);
        calls.Clear();
        await Assert.ThrowsAsync<StorageUnavailableException>(async () => await Table.BatchAsync([new Change.Upsert(Row, "{}")], Ct));
        Assert.Equal(writes, calls.Count);
    }

    [Fact]
    public async Task A_missing_right_names_the_role()
    {
        answer = static _ => (403, "AuthorizationPermissionMismatch");

        var problem = await storage!.ProblemAsync(Ct);

        Assert.Contains("Storage Table Data Contributor", problem, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_exist_and_may_not_be_created_is_named()
    {
        answer = static call => call.Request.Path.Value!.EndsWith("/Tables", StringComparison.Ordinal) ? (403, "AuthorizationFailure") : (404, "TableNotFound");

        var problem = await Assert.ThrowsAsync<StorageUnavailableException>(async () => await Table.InsertAsync(Row, "{}", Ct));

        Assert.Equal(problem.Message, await storage!.ProblemAsync(Ct));
        Assert.Contains("no table CommunityBot, and the bot may not create it", problem.Message, StringComparison.Ordinal);
        Assert.Contains("Storage Table Data Contributor", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_answers_is_an_outage()
    {
        var nowhere = Connect(server!.Urls.Single());
        await server.StopAsync(Ct);

        await Assert.ThrowsAsync<StorageUnavailableException>(async () => await new AzureTable(nowhere).FindAsync(Row, Ct));
        Assert.NotNull(await nowhere.ProblemAsync(Ct));
    }

    [Fact]
    public async Task A_write_that_hangs_is_an_outage_within_the_time_of_a_turn()
    {
        using var released = new CancellationTokenSource();
        answer = _ => released.Token.WaitHandle.WaitOne() ? (503, "") : (503, "");

        await Assert.ThrowsAsync<StorageUnavailableException>(async () => await Table.InsertAsync(Row, "{}", Ct));

        // Nobody answered, and it was not asked again: one try has to end well within the turn.
        Assert.Single(calls);
        Assert.True(2 * AzureStorage.TryTime < InboundLimits.Default.TurnBudget);
        await released.CancelAsync();
    }

    [Fact]
    public async Task So_many_are_asked_at_once_and_the_others_wait_without_that_their_time_runs_out()
    {
        answer = static _ => (404, "ResourceNotFound");
        gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var asking = Enumerable.Range(0, 3 * AzureStorage.MostAtOnce).Select(_ => Table.FindAsync(Row, Ct).AsTask()).ToList();
        await full.Task.WaitAsync(Ct);

        // Another client is served meanwhile, twenty times over: so whoever else was asked by this one would have arrived as well.
        var other = new AzureTable(Connect(server!.Urls.Single()));
        for (var i = 0; i < 20; i++) Assert.Null(await other.FindAsync(new("free", "r"), Ct));
        Assert.Equal(AzureStorage.MostAtOnce, Volatile.Read(ref inside));

        gate.SetResult();
        Assert.All(await Task.WhenAll(asking), Assert.Null);
    }

    [Fact]
    public async Task A_tenant_that_asks_for_much_keeps_nobody_else_waiting()
    {
        answer = static _ => (404, "ResourceNotFound");
        gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var (busy, other) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        var asking = Enumerable.Range(0, 20 * AzureStorage.MostAtOnce).Select(n => Table.FindAsync(new(Key.Join(busy, $"19:{n}"), "r"), Ct).AsTask()).ToList();
        await full.Task.WaitAsync(Ct);
        var late = Table.FindAsync(new(Key.Join("communities", other), "r"), Ct).AsTask();

        gate.SetResult();
        Assert.Null(await late);

        // The places that became free first went to both by turns.
        Assert.InRange(asking.Count(one => one.IsCompleted), 0, 10 * AzureStorage.MostAtOnce);
        await Task.WhenAll(asking);
    }

    [Fact]
    public async Task A_refusal_of_what_was_asked_is_a_limit()
    {
        answer = static _ => (400, "PropertyValueTooLarge");

        var problem = await Assert.ThrowsAsync<StorageLimitException>(async () => await Table.InsertAsync(Row, "{}", Ct));

        Assert.Contains("PropertyValueTooLarge", problem.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData('x'), InlineData('"'), InlineData('é'), InlineData('\n'), InlineData('<'), InlineData('(')]
    public async Task A_batch_weighs_no_more_on_the_wire_than_we_counted(char letter)
    {
        Change[] changes =
        [
            new Change.Insert(new(new('~', 500), "insert|" + new string('|', 500)), new(letter, 5000)),
            new Change.Upsert(new(new('~', 500), "upsert"), new(letter, 1)),
            new Change.Replace(new(new('~', 500), "replace"), new(letter, 32_768), "W/\"datetime'2026-01-01T00%3A00%3A00.0000000Z'\""),
            new Change.Delete(new(new('~', 500), "delete"), "W/\"datetime'2026-01-01T00%3A00%3A00.0000000Z'\""),
        ];

        await Assert.ThrowsAsync<StorageUnavailableException>(async () => await Table.BatchAsync(changes, Ct));

        Assert.InRange(calls.First(), 1000, changes.Sum(TableLimits.Weigh));
    }

    private static AzureStorage Connect(string address) => new(
        new() { ConnectionString = $"AccountName=a;AccountKey={Secret};TableEndpoint={address}/a;" }, null);

    private async Task AnswerAsync(HttpContext context)
    {
        await using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        calls.Enqueue(body.Length);
        if (gate is { } closed && !context.Request.Path.Value!.Contains("free", StringComparison.Ordinal))
        {
            if (Interlocked.Increment(ref inside) == AzureStorage.MostAtOnce) full.TrySetResult();
            await closed.Task;
        }
        var (status, code) = await Task.Run(() => answer(context));
        context.Response.StatusCode = status;
        context.Response.Headers["x-ms-error-code"] = code;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(
            """{"odata.error":{"code":"CODE","message":{"lang":"en-US","value":"A bad day."}}}""".Replace("CODE", code, StringComparison.Ordinal),
            context.RequestAborted);
    }
}
