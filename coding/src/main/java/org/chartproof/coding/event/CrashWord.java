package org.chartproof.coding.event;

/** What words tell of an accident in traffic: see {@code crash-words.tsv}. */
enum CrashWord {
    CRASH,
    DRIVER,
    PASSENGER,
    MOTORCYCLIST,
    PEDESTRIAN,
    CYCLIST,
    CAR,
    PICKUP,
    TRUCK,
    OBJECT,
    ROLLOVER,
    VEHICLE
}
