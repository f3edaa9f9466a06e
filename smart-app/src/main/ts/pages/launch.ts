import "fhirclient";
console.log(1);
