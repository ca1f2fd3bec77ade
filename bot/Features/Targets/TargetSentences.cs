using TeamsCommunityBot.Cards;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Domain;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Targets;

/// <summary>What happened to a target, in a sentence.</summary>
internal static class TargetSentences
{
    private const int NameLimit = 60;

    /// <summary>For whoever did it just now. Without escaping: the card does that.</summary>
    public static string NoticeOf(TargetOutcome.Changed changed) => changed.Deed switch
    {
        TargetDeed.Set => Words.Fill(TargetTexts.IsSet, Asked(changed.Target)),
        TargetDeed.Changed => Words.Fill(TargetTexts.IsChanged, Asked(changed.Target)),
        TargetDeed.Eased => Words.Fill(TargetTexts.IsEased, Asked(changed.Target)),
        TargetDeed.Removed => Words.Fill(TargetTexts.IsRemoved, Asked(changed.Target)),
        TargetDeed.Counted => Words.Fill(TargetTexts.IsCounted, TargetRow.Written(changed.Target!.Value), Unit(changed.Target, changed.Target.Value)),
        TargetDeed.BegunWithout => TargetTexts.IsBegun,
        _ => TargetTexts.IsUndone,
    };

    /// <summary>In the history, with who did it, and why where that had to be said.</summary>
    public static string Of(TargetEntry entry)
    {
        var said = entry.Target;
        var counted = said is null ? "" : $"{TargetRow.Written(said.Value)} {TargetRow.UnitOf(said.Metric, said.Name, said.Value)}";
        return Words.Fill(PatternOf(entry.Deed), Who(entry.By), Asked(said), Asked(entry.Was), Plain.Text(entry.Reason), counted);
    }

    /// <summary>What a target asks: "40 members, by 1 September 2027".</summary>
    private static string Asked(TargetSaid? said) => said is null ? "" : Words.Fill(
        TargetTexts.TargetOf, TargetRow.Written(said.Number), TargetRow.UnitOf(said.Metric, said.Name, said.Number), Words.Day(said.Deadline));

    private static string Asked(Target? target) => Asked(TargetSaid.Of(target));

    private static string Unit(Target target, decimal number) => TargetRow.UnitOf(target.Metric, target.Name, number);

    private static string PatternOf(TargetDeed deed) => deed switch
    {
        TargetDeed.Set => TargetTexts.DidSet,
        TargetDeed.Changed => TargetTexts.DidChange,
        TargetDeed.Eased => TargetTexts.DidEase,
        TargetDeed.Removed => TargetTexts.DidRemove,
        TargetDeed.Counted => TargetTexts.DidCount,
        TargetDeed.Undone => TargetTexts.DidUndo,
        _ => TargetTexts.DidBegin,
    };

    private static string Who(Person by) => by.Name.Length > 0 ? Plain.Text(Plain.Shorten(by.Name, NameLimit)) : TargetTexts.Somebody;
}
