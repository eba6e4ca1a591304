using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Variants;
using Thrombophilia.Variants.Problems;
using Thrombophilia.Worker.Intake.Folders;

namespace Thrombophilia.Worker.Intake;

/// <summary>A file to read: one that was taken up, or a kept one whose held names were registered since.</summary>
/// <param name="Name">Its name for people.</param>
/// <param name="Path">Where its bytes lie.</param>
/// <param name="Bed">Path of its callable BED.</param>
/// <param name="Item">Its place below <c>work/</c>; null for a kept file.</param>
internal sealed record Job(string Name, string Path, string? Bed, WorkItem? Item)
{
    public static Job For(WorkItem item) => new(item.Name, item.Path, item.Bed, item);
}

/// <summary>How a job ended, ready to be written.</summary>
internal abstract record Outcome(Job Job, IntakeKey Key, Guid Intake)
{
    /// <summary>Everything of these bytes was written before, with the same panel, BED and options.</summary>
    internal sealed record Known(Job Job, IntakeKey Key, Guid Intake, IntakeState State) : Outcome(Job, Key, Intake);

    /// <summary>The file cannot be trusted.</summary>
    internal sealed record Refused(Job Job, IntakeKey Key, Guid Intake, Problem Problem) : Outcome(Job, Key, Intake);

    /// <summary>The file was read to its end.</summary>
    internal sealed record Read(Job Job, IntakeKey Key, Guid Intake, FileCalls Calls) : Outcome(Job, Key, Intake);
}
