using System.Collections.Frozen;
using TeamsCommunityBot.Storage;

namespace TeamsCommunityBot.Turns;

/// <summary>
/// Finds the row for a turn, checks who may, sets the language, runs the handler and marks the turn as handled. Each turn has a scope of its own.
/// </summary>
public sealed class Router : ITurnRunner
{
    /// <summary>The verb of a button that stands for a command; its data holds the words (<c>text</c>).</summary>
    public const string CommandVerb = "command";

    /// <summary>Whoever waits looks at a spinner, and Teams gives a press up after some seconds more: by then there must be a sentence.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _time;
    private readonly CommandParser _parser;
    private readonly FrozenDictionary<string, Route> _actions;
    private readonly FrozenDictionary<string, Route> _events;
    private readonly RecentTurns _recent = new();
    private readonly Fallbacks _fallbacks;

    /// <exception cref="InvalidOperationException">Two rows answer the same trigger: the program must not start.</exception>
    public Router(IServiceScopeFactory scopes, CommandParser parser, IReadOnlyList<Route> routes, Fallbacks fallbacks, TimeProvider time)
    {
        RefuseConflicts(routes);
        _time = time;
        _scopes = scopes;
        _parser = parser;
        _fallbacks = fallbacks;
        _actions = routes.Where(route => route.Kind == RouteKind.Action).ToFrozenDictionary(route => route.Trigger);
        _events = routes.Where(route => route.Kind == RouteKind.Event).ToFrozenDictionary(route => route.Trigger);
    }

    /// <inheritdoc/>
    public async ValueTask<TurnResult> RunAsync(Turn turn, CancellationToken ct)
    {
        var claimName = $"{turn.TenantId}|{turn.Conversation.Id}|{turn.ClaimId}";
        if (turn.Press is null && _recent.Holds(claimName)) return Duplicate(Reply.None);
        // Nothing for somebody whom nobody knows, such as a passer-by in a meeting; not even a mark. Events have an audience of none.
        if (turn is { From.IsAnonymous: true, Happening: null }) return new(TurnOutcome.Answered, Reply.None, Language.From(turn.Locale));
        if (turn.IsUnaddressed && !_parser.IsPlainlyOurs(turn.Text)) return new(TurnOutcome.Answered, Reply.None, Language.From(turn.Locale));
        if (Find(turn) is not { } found) return new(turn.Press is null ? TurnOutcome.Answered : TurnOutcome.Unknown, Reply.None, Language.From(turn.Locale));

        await using var scope = _scopes.CreateAsyncScope();
        var claim = scope.ServiceProvider.GetRequiredService<TurnClaim>();
        claim.Begin(found.Turn);
        var language = await scope.ServiceProvider.GetRequiredService<ILanguageChoice>().ForAsync(turn, ct);
        using var spoken = Language.Use(language);
        try
        {
            var reply = await AnswerInTimeAsync(scope.ServiceProvider, found.Turn, found.Route, claim, ct);
            // A press that changes and posts nothing needs no mark: its answer goes back on the same request, so twice the same hurts nobody.
            if (turn.Press is not null) return new(TurnOutcome.Answered, reply, Language.Current);
            if (!await claim.TakeAsync(ct)) return Duplicate(turn.Press is null ? Reply.None : reply);
            _recent.Add(claimName);
            return new(TurnOutcome.Answered, reply, Language.Current);
        }
        catch (DuplicateTurnException)
        {
            return Duplicate(turn.Press is null ? Reply.None : new Reply.Text(TurnTexts.AlreadyDone));
        }
    }

    /// <summary>
    /// One deadline for all that a turn asks and stores; a sentence then, rather than nothing. An event is nobody's question: it fails, and Teams tells it
    /// again.
    /// </summary>
    private async ValueTask<Reply> AnswerInTimeAsync(IServiceProvider services, Turn turn, Route route, TurnClaim claim, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(Patience, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            return await AnswerAsync(services, turn, route, both.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !ct.IsCancellationRequested && turn.Happening is null)
        {
            return new Reply.Text(claim.Taken ? TurnTexts.DoneButSlow : TurnTexts.TooSlow);
        }
    }

    private static TurnResult Duplicate(Reply reply) => new(TurnOutcome.Duplicate, reply, Language.Current);

    private async ValueTask<Reply> AnswerAsync(IServiceProvider services, Turn said, Route route, CancellationToken ct)
    {
        try
        {
            var (turn, question) = await OwnChatTurns.PlaceAsync(services.GetRequiredService<IPlaces>(), said, route, ct);
            if (question is not null) return question;
            if (await RefuseAsync(services, turn, route, ct) is { } refused) return refused;
            var reply = await ((IHandler)services.GetRequiredService(route.Handler)).HandleAsync(turn, ct);
            return OwnChatTurns.Mark(
                reply switch
                {
                    Reply.Continue next => await ContinueAsync(services, turn, next, ct),
                    // A button that stands for a command shows its answer where the button was, to the presser.
                    Reply.Card card when turn.Press is not null => new Reply.Replace(card.Body, card.Summary, ForEveryone: false),
                    _ => reply,
                },
                turn);
        }
        catch (UserErrorException error)
        {
            return new Reply.Text(error.Message);
        }
        catch (UnreadableRowException)
        {
            return new Reply.Text(TurnTexts.StoredDataUnreadable);
        }
    }

    /// <summary>
    /// A flood is refused before Teams is asked anything, and counts only what was allowed: nobody uses up a team's changes who may not make any.
    /// </summary>
    private static async ValueTask<Reply?> RefuseAsync(IServiceProvider services, Turn turn, Route route, CancellationToken ct)
    {
        var limits = services.GetRequiredService<ChangeLimits>();
        if (limits.Exceeded(turn, route) is { } limit) return TooMany(limits, turn, limit);
        if (await services.GetRequiredService<IPermissions>().RefusalAsync(turn, route.Audience, ct) is { } refusal) return new Reply.Text(refusal);
        return limits.Take(turn, route) is { } now ? TooMany(limits, turn, now) : null;
    }

    /// <summary>A press is always answered; in answer to messages it is said once a minute.</summary>
    private static Reply TooMany(ChangeLimits limits, Turn turn, Limit limit) => turn.Press is not null || limits.IsNews(turn)
        ? new Reply.Text(limit.Kind switch
        {
            LimitKind.Person => TurnTexts.TooManyOfYours,
            LimitKind.Posts => Words.Fill(TurnTexts.TooManyPosts, limit.Most),
            _ => Words.Fill(TurnTexts.TooMany, limit.Most),
        })
        : Reply.None;

    private async ValueTask<Reply> ContinueAsync(IServiceProvider services, Turn turn, Reply.Continue next, CancellationToken ct)
    {
        var route = _parser.Parse(next.Command).Route ?? throw new InvalidOperationException($"No row answers the command '{next.Command}'.");
        // Asked again: what was just done may have chosen another language, as registering does.
        using var spoken = Language.Use(await services.GetRequiredService<ILanguageChoice>().ForAsync(turn, ct));
        var reply = await ((IHandler)services.GetRequiredService(route.Handler)).HandleAsync(turn with { Argument = "", Notice = next.Notice }, ct);
        // What a press changed is news for everyone who sees the card; a card that was only stale is put right for the presser.
        return reply is Reply.Card card && turn.Press is not null
            ? new Reply.Replace(card.Body, card.Summary, ForEveryone: services.GetRequiredService<TurnClaim>().Taken)
            : reply;
    }

    private (Route Route, Turn Turn)? Find(Turn turn) => turn switch
    {
        { Happening: { } happening } => _events.TryGetValue(happening.Kind.ToString(), out var route) ? (route, turn) : null,
        { Press: { Genuine: false } } => (_fallbacks.StaleCard, turn),
        { Press: { Verb: CommandVerb } press } => FindCommand(turn with { Text = press.Data.GetValueOrDefault("text", "") }),
        { Press: { } press } => (_actions.GetValueOrDefault(press.Verb, _fallbacks.StaleCard), turn),
        _ => FindCommand(turn),
    };

    private (Route, Turn) FindCommand(Turn turn)
    {
        var command = _parser.Parse(turn.Text);
        return command.Route is { } route
            ? (route, turn with { Argument = command.Argument })
            : (_fallbacks.UnknownCommand, turn with { Argument = command.Heard });
    }

    private static void RefuseConflicts(IEnumerable<Route> routes)
    {
        var triggers = routes.SelectMany(route => new[] { route.Trigger, route.Dutch }.Distinct().Select(word => (route.Kind, Word: word.ToUpperInvariant())));
        if (triggers.CountBy(trigger => trigger).FirstOrDefault(count => count.Value > 1) is { Value: > 1, Key: var twice })
            throw new InvalidOperationException($"Two rows of Routes answer the {twice.Kind} '{twice.Word}'.");
    }
}

/// <summary>What answers when no row does.</summary>
/// <param name="UnknownCommand">Gets what was heard as its argument.</param>
/// <param name="StaleCard">Answers a card that is not ours, was copied from elsewhere, or is of an older version.</param>
public sealed record Fallbacks(Route UnknownCommand, Route StaleCard);
