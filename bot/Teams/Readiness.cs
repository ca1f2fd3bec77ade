using Microsoft.Extensions.Options;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Teams.Inbound;
using TeamsCommunityBot.Teams.Outbound;
using TeamsCommunityBot.Teams.Outbound.Tokens;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Teams;

/// <summary>
/// Whether a turn that came now could be served: somebody can be let in, the store answers, and cards can be signed. Anybody may ask, so the answer is one
/// bit and is remembered for a second, and what stands behind it goes into the log, once until it changes.
/// </summary>
internal sealed partial class Readiness(
    IStorageHealth storage,
    SigningKeys keys,
    CardKeys cardKeys,
    BotTokens tokens,
    IEnumerable<IHealthDetail> details,
    IOptions<BotOptions> options,
    TimeProvider clock,
    ILogger<Readiness> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task<bool>? _asked;
    private DateTimeOffset _askAgain;
    private string _said = "";

    /// <summary>Never fails but for cancellation: what cannot be asked is not ready. All who ask at once wait for one answer.</summary>
    public Task<bool> IsReadyAsync(CancellationToken ct)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (_asked is { } asked && (!asked.IsCompleted || now < _askAgain)) return asked.WaitAsync(ct);
            _askAgain = now + Remembered;
            _asked = Task.Run(AskAsync, CancellationToken.None);
            return _asked.WaitAsync(ct);
        }
    }

    private async Task<bool> AskAsync()
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        List<string> notes = [];
        var problem = await ProblemAsync(notes, patience.Token);
        Tell(problem, string.Join(' ', notes));
        return problem is null;
    }

    /// <summary>What keeps turns from being served, in a sentence for administrators; null when nothing does.</summary>
    /// <param name="notes">Gets what needs an administrator and keeps nobody from being served.</param>
    private async ValueTask<string?> ProblemAsync(List<string> notes, CancellationToken ct)
    {
        try
        {
            if (await storage.ProblemAsync(ct) is { } problem) return problem;
            await cardKeys.ForSigningAsync(cardKeys.Current, ct);
            if (!options.Value.IsAnonymous && await keys.CurrentAsync().AsTask().WaitAsync(ct) is null)
                return "There are no keys to check with who sends: Bot:OpenIdMetadata says where they are.";
            if (details.Select(detail => detail.Problem).FirstOrDefault(halted => halted is not null) is { } halted) return halted;
            foreach (var detail in details)
                if (await detail.DetailAsync(ct) is { } sentence) notes.Add(sentence);
            if (!tokens.IsAnonymous && (await tokens.GetAsync(ct)).Token is null)
                notes.Add("There is no token to answer with: look at the credential under Bot.");
            return null;
        }
        catch (StorageUnavailableException unavailable)
        {
            return unavailable.Message;
        }
        catch (OperationCanceledException)
        {
            return "The store, the keys or the token could not be had in time.";
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return $"The check itself failed: {e.GetType().Name}.";
        }
    }

    private void Tell(string? problem, string notes)
    {
        var said = problem ?? notes;
        if (Interlocked.Exchange(ref _said, said) == said) return;
        if (problem is not null) Log.NotReady(logger, problem);
        else if (notes.Length > 0) Log.ReadyBut(logger, notes);
        else Log.ReadyAgain(logger);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Not ready: {Problem}")]
        public static partial void NotReady(ILogger logger, string problem);

        [LoggerMessage(2, LogLevel.Warning, "Ready, but: {Notes}")]
        public static partial void ReadyBut(ILogger logger, string notes);

        [LoggerMessage(3, LogLevel.Information, "Ready, and nothing needs anybody any more.")]
        public static partial void ReadyAgain(ILogger logger);
    }
}
