using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Variants;
using Thrombophilia.Worker.Intake.Folders;

namespace Thrombophilia.Worker.Intake;

/// <summary>A file to read: one that was taken up, or a kept one whose held names were registered since.</summary>
/// <param name="Name">Its name for people.</param>
/// <param name="Path">Where its bytes lie.</param>
/// <param name="Bed">Path of its callable BED.</param>
/// <param name="Item">Its place below <c>work/</c>; null for a kept file.</param>
/// <param name="Kept">The intake of a kept file.</param>
internal sealed record Job(string Name, string Path, string? Bed, WorkItem? Item, VcfIntake? Kept = null)
{
    public static Job For(WorkItem item) => new(item.Name, item.Path, item.Bed, item);
}

/// <summary>How a job ended, ready to be written.</summary>
/// <param name="Job">The job.</param>
/// <param name="Ticket">What was known before; null where it was not asked.</param>
internal abstract record Outcome(Job Job, IntakeTicket? Ticket)
{
    /// <summary>
    /// The bytes changed while they were read, so that no verdict is theirs; or those of a kept file are no longer what
    /// was accepted.
    /// </summary>
    internal sealed record Changed(Job Job, IntakeTicket? Ticket) : Outcome(Job, Ticket);

    /// <summary>Everything of these bytes was written before, with the same panel, BED and options.</summary>
    internal sealed record Known(Job Job, IntakeTicket Ticket) : Outcome(Job, Ticket);

    /// <summary>The file was read to its end, or cannot be trusted.</summary>
    /// <param name="Job">The job.</param>
    /// <param name="Ticket">What was known before.</param>
    /// <param name="End">What is to be written.</param>
    /// <param name="Calls">What the rows are made from; null where they all are made.</param>
    internal sealed record Ended(Job Job, IntakeTicket Ticket, IntakeEnd End, FileCalls? Calls = null)
        : Outcome(Job, Ticket), IDisposable
    {
        public void Dispose() => Calls?.Dispose();
    }
}
