using System.Data.Common;
using Thrombophilia.Lims.Data.Audit;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Data;

/// <summary>Issues the conclusions of these persons anew, inside the open transaction and before its commit.</summary>
/// <param name="step">The step that changed what is known of them; its time is the time of issue.</param>
/// <param name="subjects">Internal keys of persons.</param>
/// <param name="reason">Code of the reason; it stands on what is issued.</param>
/// <param name="stop">Ends the work.</param>
public delegate void Conclude(WriteStep step, IReadOnlyCollection<int> subjects, string reason, CancellationToken stop);

/// <summary>
/// The only way to write. A step is one transaction, or is written whole or not at all within a shared one. It begins
/// with nothing tracked. Its changes, their audit entries, and the conclusions and registry rows of the persons whom it
/// concerns are committed together or not at all. Isolation and retry are decided here alone.
/// </summary>
/// <param name="db">The records, opened for whoever acts.</param>
/// <param name="conclude">Issues conclusions; null where a step can concern nobody, for example in a tool.</param>
public sealed class Writes(LimsDb db, Conclude? conclude = null)
{
    const int MostTries = 3;

    /// <summary>The records that are written.</summary>
    public LimsDb Db => db;

    /// <summary>Runs one step.</summary>
    /// <param name="step">
    /// Reads, judges and changes. It runs again after a conflict with another writer, so it must change nothing outside
    /// of the records.
    /// </param>
    /// <param name="stop">Ends the step; nothing of it is written then.</param>
    /// <returns>What the step returns.</returns>
    public async Task<T> RunAsync<T>(Func<WriteStep, Task<T>> step, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(step);
        return (await TogetherAsync([step], stop))[0];
    }

    /// <summary>
    /// Runs several steps in their order and commits them together: one wait for the disk instead of many. If that
    /// fails, each step runs again and is committed alone, so that an error costs only its own step.
    /// </summary>
    /// <returns>One ended task a step, with its result or its error.</returns>
    /// <param name="steps">The steps.</param>
    /// <param name="stop">Ends the work; nothing that is not committed is written then.</param>
    /// <param name="untilBegun">Ends the wait for another writer, and nothing once that is over.</param>
    public async Task<IReadOnlyList<Task<T>>> RunEachAsync<T>(IReadOnlyList<Func<WriteStep, Task<T>>> steps,
        CancellationToken stop = default, CancellationToken untilBegun = default)
    {
        ArgumentNullException.ThrowIfNull(steps);
        if (steps.Count > 1)
            try
            {
                return [.. (await TogetherAsync(steps, stop, untilBegun)).Select(Task.FromResult)];
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Everything is rolled back. The step at fault shows when each runs alone.
            }
        var ended = new List<Task<T>>();
        foreach (var step in steps)
        {
            ended.Add(AloneAsync(step));
            await ((Task)ended[^1]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return ended;

        async Task<T> AloneAsync(Func<WriteStep, Task<T>> step) => (await TogetherAsync([step], stop, untilBegun))[0];
    }

    async Task<T[]> TogetherAsync<T>(IReadOnlyList<Func<WriteStep, Task<T>>> steps, CancellationToken stop,
        CancellationToken untilBegun = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            // The lock is held from the beginning: what a step has read (a code is free, a slot is empty) still holds when it writes.
            var transaction = await db.BeginAsync(untilBegun.CanBeCanceled ? untilBegun : stop);
            await using (transaction)
                try
                {
                    var results = new T[steps.Count];
                    for (var i = 0; i < results.Length; i++)
                    {
                        db.ChangeTracker.Clear();
                        db.Issued.Clear();
                        var scope = new WriteStep(db);
                        results[i] = await steps[i](scope);
                        await db.SaveChangesAsync(stop);
                        scope.Conclude(conclude, stop);
                        AuditTrail.Seal(db);
                    }
                    await transaction.CommitAsync(stop);
                    return results;
                }
                catch (Exception e) when (attempt < MostTries && IsTransient(e))
                {
                    // Another writer was first. The transaction is rolled back, and the step reads the present state
                    // again.
                }
        }
    }

    /// <summary>Runs one step that returns nothing.</summary>
    public Task RunAsync(Func<WriteStep, Task> step, CancellationToken stop = default) => RunAsync(
        async scope =>
        {
            await step(scope);
            return true;
        }, stop);

    static bool IsTransient(Exception error) =>
        error is DbException { IsTransient: true } || error.InnerException is DbException { IsTransient: true };
}

/// <summary>One step of <see cref="Writes"/> while it runs.</summary>
public sealed class WriteStep
{
    readonly LimsDb db;
    readonly HashSet<int> subjects = [];
    readonly Dictionary<(Type Kind, int Owner), object> written = [];
    string? reason;

    internal WriteStep(LimsDb db) => (this.db, Now) = (db, db.Clock.GetUtcNow());

    /// <summary>The records that the step changes.</summary>
    public LimsDb Db => db;

    /// <summary>The time of everything that the step writes.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The day of <see cref="Now"/> in the zone of the clock.</summary>
    public DateOnly Today => db.Clock.DayOf(Now);

    /// <summary>The code of a site at which the actor may register or send something.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="field">The field it was typed into.</param>
    /// <exception cref="RefusedStepException">It is not a code, or not one of the actor's sites.</exception>
    public string OwnSite(string? typed, string field)
    {
        var site = Bounds.Code(typed, field);
        return db.IsOwnSite(site) ? site : throw new RefusedStepException("other-site", field, site);
    }

    /// <summary>
    /// The step changes what is known of this person: their conclusion is issued anew before the commit if its content
    /// differs.
    /// </summary>
    /// <param name="subject">Internal key of the person.</param>
    /// <param name="why">Code of the reason; one step has one.</param>
    public void Concerns(int subject, string why)
    {
        if (reason is not null && reason != why)
            throw new ArgumentException($"The step already has the reason '{reason}'.", nameof(why));
        reason = why;
        subjects.Add(subject);
    }

    /// <summary>Hands rows that the step has written to whoever concludes, who need not read them back.</summary>
    /// <param name="owner">Internal key of the row that they belong to.</param>
    /// <param name="rows">All that the step wrote of this kind for this owner.</param>
    internal void Keep<T>(int owner, IReadOnlyList<T> rows) where T : class => written.Add((typeof(T), owner), rows);

    /// <summary>The rows of <see cref="Keep{T}"/>; empty where the step kept none.</summary>
    internal IReadOnlyList<T> Kept<T>(int owner) where T : class =>
        written.TryGetValue((typeof(T), owner), out var rows) ? (IReadOnlyList<T>)rows : [];

    internal void Conclude(Conclude? conclude, CancellationToken stop)
    {
        if (reason is null) return;
        if (conclude is null)
            throw new InvalidOperationException("A step concerns a person, and nothing here concludes.");
        conclude(this, subjects, reason, stop);
    }
}
