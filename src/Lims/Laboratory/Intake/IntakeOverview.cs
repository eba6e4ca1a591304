namespace Thrombophilia.Lims.Laboratory.Intake;

/// <summary>Everything the status page shows, at one moment. The worker fills it; the portal only prints it.</summary>
public sealed record Overview
{
    /// <summary>When it was read.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>Files that lie in the inbox.</summary>
    public IReadOnlyList<WaitingFile> Inbox { get; init; } = [];
    /// <summary>Files taken up and not yet ended.</summary>
    public IReadOnlyList<RunningFile> Running { get; init; } = [];
    /// <summary>The newest files of which every sample is finished.</summary>
    public IReadOnlyList<DoneFile> Done { get; init; } = [];
    /// <summary>How many files are done, shown or not.</summary>
    public int DoneCount { get; init; }
    /// <summary>Files with sample names that nobody has registered, or whose persons have not agreed.</summary>
    public IReadOnlyList<HeldFile> Held { get; init; } = [];
    /// <summary>The newest files that were refused.</summary>
    public IReadOnlyList<RefusedFile> Refused { get; init; } = [];
    /// <summary>How many files were refused, shown or not.</summary>
    public int RefusedCount { get; init; }
    /// <summary>What keeps the worker from reading, as a sentence for people; null where nothing does.</summary>
    public string? Trouble { get; init; }
    /// <summary>False when this process shows the page but does not read files itself.</summary>
    public bool ReadsFiles { get; init; } = true;
}

/// <summary>A file in the inbox.</summary>
/// <param name="Name">File name.</param>
/// <param name="Bytes">Its size now.</param>
/// <param name="State">Why it still lies there.</param>
public sealed record WaitingFile(string Name, long Bytes, WaitingState State = WaitingState.Waiting);

/// <summary>Why something lies in the inbox.</summary>
public enum WaitingState
{
    /// <summary>It has to lie still for a while, or its end is not complete.</summary>
    Waiting,
    /// <summary>Another program writes to it.</summary>
    BeingWritten,
    /// <summary>Its name is not one that the worker takes.</summary>
    OtherName,
    /// <summary>A folder.</summary>
    Folder,
    /// <summary>A link to nothing, to no file, or to a file of another owner.</summary>
    Link,
    /// <summary>A pipe, a socket or a device.</summary>
    NoFile,
}

/// <summary>A file that is worked on.</summary>
/// <param name="Name">File name as it arrived.</param>
/// <param name="Percent">How much of it is read; null where it is not being read, or another process reads it.</param>
public sealed record RunningFile(string Name, int? Percent = null);

/// <summary>A file whose samples are all finished.</summary>
/// <param name="Name">File name as it arrived.</param>
/// <param name="Build">Genome build.</param>
/// <param name="Samples">How many samples it held.</param>
/// <param name="At">When it was finished.</param>
public sealed record DoneFile(string Name, string Build, int Samples, DateTimeOffset At);

/// <summary>A file of which some samples wait.</summary>
/// <param name="Name">File name as it arrived.</param>
/// <param name="Unknown">The names that no registered sample carries.</param>
/// <param name="WithoutConsent">Registered names whose persons have not agreed to the analysis.</param>
/// <param name="Finished">How many of its samples are finished all the same.</param>
public sealed record HeldFile(string Name, IReadOnlyList<string> Unknown, IReadOnlyList<string> WithoutConsent,
    int Finished);

/// <summary>A file that cannot be trusted.</summary>
/// <param name="Name">File name as it arrived.</param>
/// <param name="Reason">What is wrong and where.</param>
/// <param name="Next">What to do about it.</param>
/// <param name="At">When it was refused.</param>
public sealed record RefusedFile(string Name, string Reason, string Next, DateTimeOffset At);
