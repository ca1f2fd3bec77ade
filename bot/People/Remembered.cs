using System.Collections.Concurrent;

namespace TeamsCommunityBot.People;

/// <summary>Answers that stay good for a while, at most so many of them. Full means that what is stale goes, and if nothing is, everything.</summary>
internal sealed class Remembered<TKey, TValue>(TimeSpan lifetime, int most, TimeProvider time)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, (TValue Value, DateTimeOffset Since)> _answers = [];

    public bool TryGet(TKey key, out TValue? value)
    {
        var fresh = _answers.TryGetValue(key, out var answer) && time.GetUtcNow() - answer.Since < lifetime;
        value = fresh ? answer.Value : default;
        return fresh;
    }

    /// <summary>The answer however old, for when nobody gives a newer one.</summary>
    public bool TryGetStale(TKey key, out TValue? value)
    {
        var found = _answers.TryGetValue(key, out var answer);
        value = answer.Value;
        return found;
    }

    public void Set(TKey key, TValue value)
    {
        if (_answers.Count >= most && !_answers.ContainsKey(key)) MakeRoom();
        _answers[key] = (value, time.GetUtcNow());
    }

    public void Forget(TKey key) => _answers.TryRemove(key, out _);

    public void ForgetWhere(Func<TKey, TValue, bool> isConcerned)
    {
        foreach (var (key, answer) in _answers)
            if (isConcerned(key, answer.Value)) Forget(key);
    }

    private void MakeRoom()
    {
        var now = time.GetUtcNow();
        foreach (var (key, answer) in _answers)
            if (now - answer.Since >= lifetime) Forget(key);
        if (_answers.Count >= most) _answers.Clear();
    }
}
