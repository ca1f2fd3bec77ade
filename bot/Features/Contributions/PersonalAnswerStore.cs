using System.Text.Json;
using System.Text.Json.Serialization;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Schedule;
using TeamsCommunityBot.Storage;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Contributions;

/// <summary>What somebody asked in front of others, to be answered in their own chat.</summary>
internal enum PersonalAnswer
{
    /// <summary>All about themself.</summary>
    Me,

    /// <summary>Who confirmed their contribution to the community of the channel.</summary>
    Contributions,
}

/// <summary>The questions that wait for an answer in somebody's own chat: a row each, in the person's own partition, until it is answered.</summary>
internal sealed class PersonalAnswerStore(ITable table, IAgenda agenda)
{
    /// <summary>The job that answers; its subject is the person's id and the question's. Of versions that kept one question a person: their id alone.</summary>
    public const string Job = "person.answer";

    private const string Row = "question";

    /// <summary>Plans the answer to what a turn asked; whether the person may have it is decided by now.</summary>
    public async ValueTask PlanAsync(Turn turn, PersonalAnswer what, CancellationToken ct)
    {
        // The line first: it finds the row by the time it may run, and a row without a line would stay.
        var line = new DueItem(turn.TenantId, Job, Key.Join(turn.From.Id, turn.NewId), turn.At);
        await agenda.PlanAsync(line, ct);
        var row = new PersonalQuestion(1, what, turn.From, turn.Address, turn.Conversation.Id, turn.At);
        await table.InsertAsync(KeyOf(line), JsonSerializer.Serialize(row, PersonalAnswerJson.Default.PersonalQuestion), ct);
    }

    /// <summary>The question of a line; null when it is answered.</summary>
    public async ValueTask<PersonalQuestion?> FindAsync(DueItem line, CancellationToken ct) =>
        await table.FindAsync(KeyOf(line), ct) is { } entry ? StoredJson.Read(entry, PersonalAnswerJson.Default.PersonalQuestion) : null;

    /// <summary>It waits for no answer any more.</summary>
    public async ValueTask RemoveAsync(DueItem line, CancellationToken ct)
    {
        // A row that changed meanwhile is one of which an erased person was taken out: then it is to go all the same.
        while (await table.FindAsync(KeyOf(line), ct) is { } entry && !await table.DeleteAsync(entry.Key, entry.ETag, ct))
        {
        }
    }

    private static Key KeyOf(DueItem line)
    {
        var ids = Key.Split(line.Subject);
        return new(OwnChats.PartitionOf(line.TenantId, ids[0]), Key.Join([Row, .. ids.Skip(1)]));
    }
}

/// <param name="V">The row's version.</param>
/// <param name="Near">Where it was asked: tells which connector and which bot.</param>
/// <param name="ChannelId">The conversation where it was asked.</param>
internal sealed record PersonalQuestion(int V, PersonalAnswer What, Person Who, Address Near, string ChannelId, DateTimeOffset At);

[JsonSourceGenerationOptions(
    IgnoreReadOnlyProperties = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PersonalQuestion))]
internal sealed partial class PersonalAnswerJson : JsonSerializerContext;
